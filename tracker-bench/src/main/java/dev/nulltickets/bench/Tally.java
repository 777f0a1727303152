package dev.nulltickets.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Count what ended within a window: cycles, the time of each of their steps, and what went wrong, which is counted also
 * before the window. Not safe for use by several threads: each caller has its own, and they are added up at the end.
 */
final class Tally {
    private static final int DIGITS = 3;

    private final Window window;
    private final Map<Step, Histogram> latencies = new EnumMap<>(Step.class);
    private final Map<String, Long> errors = new TreeMap<>();
    private long cycles;

    Tally(Window window) {
        this.window = window;
        for (Step step : Step.values()) {
            Histogram histogram = new Histogram(DIGITS);
            histogram.setAutoResize(true);
            latencies.put(step, histogram);
        }
    }

    Window window() {
        return window;
    }

    /** Note that a step was done. */
    void done(Step step, long from, long until) {
        if (window.contains(until)) {
            histogram(step).recordValue(Math.max(0, until - from));
            if (step == Step.TRANSITION) {
                cycles++;
            }
        }
    }

    /**
     * Note that something was not as it must be.
     *
     * @param what is counted, so it should not be another one each time
     */
    void error(String what) {
        errors.merge(what, 1L, Long::sum);
    }

    void add(Tally other) {
        other.latencies.forEach((step, histogram) -> histogram(step).add(histogram));
        other.errors.forEach((what, times) -> errors.merge(what, times, Long::sum));
        cycles += other.cycles;
    }

    double cyclesPerSecond() {
        return cycles / window.seconds();
    }

    long cycles() {
        return cycles;
    }

    Map<String, Long> errors() {
        return errors;
    }

    long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Return a percentile of the time of a step, in milliseconds. */
    double millis(Step step, double percentile) {
        return histogram(step).getValueAtPercentile(percentile) / 1e6;
    }

    /** Return the longest time of any step, in milliseconds. */
    double longestMillis() {
        return latencies.values().stream()
                        .mapToLong(Histogram::getMaxValue)
                        .max()
                        .orElse(0)
                / 1e6;
    }

    private Histogram histogram(Step step) {
        Histogram histogram = latencies.get(step);
        if (histogram == null) {
            throw new IllegalStateException("every step has a histogram, but not " + step);
        }
        return histogram;
    }
}
