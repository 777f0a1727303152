package dev.nulltickets.persistence.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collect what an import does, while it does it. Not safe for use by several threads. */
final class ReportDraft {
    /** What is counted, in the order in which it is told. */
    enum Kind {
        PIPELINES,
        TASKS,
        DEPENDENCIES,
        ASSIGNMENTS,
        RUNS,
        LEASES,
        EVENTS,
        GATE_RESULTS,
        ARTIFACTS,
        ENTRIES,
        TRACE_BATCHES,
        SPANS
    }

    private record Change(String first, long rows) {}

    private final Map<Kind, Long> imported = new EnumMap<>(Kind.class);
    private final Map<String, Change> changed = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    void imported(Kind kind) {
        imported(kind, 1);
    }

    void imported(Kind kind, long rows) {
        imported.merge(kind, rows, Long::sum);
    }

    /** Note that something of a row is not what it was. */
    void changed(OldRow row, String what) {
        changed.merge(
                row.table() + ": " + what,
                new Change(row.key(), 1),
                (sooner, one) -> new Change(sooner.first(), sooner.rows() + 1));
    }

    void leftOut(String what) {
        leftOut.add(what);
    }

    ImportReport finished() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), imported.getOrDefault(kind, 0L));
        }
        List<String> changes = new ArrayList<>();
        changed.forEach((what, change) -> changes.add(what + " (" + rows(change) + ")"));
        return new ImportReport(counts, changes, leftOut);
    }

    private static String rows(Change change) {
        return change.rows() == 1
                ? "1 row: " + change.first()
                : change.rows() + " rows, the first of them: " + change.first();
    }
}
