package dev.nulltickets.bench;

/** Show what was measured in the same columns everywhere. */
final class Rows {
    private static final double MIDDLE = 50;
    private static final double MOST = 99;

    private Rows() {}

    static Row cycles(Row row, Tally tally) {
        row.put("cycles/s", tally.cyclesPerSecond());
        for (Step step : Step.values()) {
            row.put(step + " p50 ms", tally.millis(step, MIDDLE)).put(step + " p99", tally.millis(step, MOST));
        }
        return row.put("longest", tally.longestMillis()).put("errors", tally.errorCount());
    }
}
