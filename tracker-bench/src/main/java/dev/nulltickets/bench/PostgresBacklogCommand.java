package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.persistence.Postgres;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measure cycles on PostgreSQL beside tasks that wait, for each kind of waiting, as a part of what an empty queue
 * allows right before and after.
 */
@Command(
        name = "postgres-backlog",
        description = "Measure cycles on PostgreSQL beside a million waiting tasks of each kind.",
        mixinStandardHelpOptions = true)
final class PostgresBacklogCommand implements Callable<Integer> {
    private static final int ORIGINALS = 1_000;

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(
            names = "--db",
            required = true,
            description = "postgresql://user@host:5432/name; each run has a new schema.")
    private String database = "";

    @Option(
            names = "--count",
            defaultValue = "1000000",
            description = "How many wait, rounded down to thousands. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--kinds",
            split = ",",
            defaultValue = "READY,BLOCKED,SCHEDULED,ASSIGNED,LEASED,DEAD_LETTERED,DONE,CLOSED",
            description = "What they wait for, one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Backlog> kinds = List.of();

    @Override
    public Integer call() {
        Report report = new Report("cycles on PostgreSQL beside " + count + " waiting tasks", Machine.here());
        for (int callers : load.callers()) {
            // The first run warms up more than its own code, so it is none to compare with.
            measure(new Report("", new Row()), Backlog.NONE, callers, Shape.PLAIN, 0);
            for (Backlog kind : kinds) {
                double before = measure(report, Backlog.NONE, callers, kind.shape(), 0);
                measure(report, kind, callers, kind.shape(), before);
            }
            measure(report, Backlog.NONE, callers, Shape.PLAIN, 0);
        }
        return reports.finish(report, requireNonNull(command));
    }

    private double measure(Report report, Backlog kind, int callers, Shape shape, double without) {
        try (PostgresSchemas.Made schema = new PostgresSchemas(database).make()) {
            long begun = System.nanoTime();
            fill(schema, kind);
            double filling = (System.nanoTime() - begun) / 1e9;
            Tally tally;
            try (TrackerStore store = Postgres.open(schema.settings())) {
                tally = new CoreLoad(new Tracker(store), shape).run(callers, load.window());
            }
            String limits = shape.limited() ? " (claims have limits)" : "";
            report.errors(kind.toString(), tally);
            Row row = report.row("cycles").put("waiting", kind + limits).put("callers", callers);
            Rows.cycles(row, tally).put("of none", without == 0 ? 1 : tally.cyclesPerSecond() / without);
            row.put("filled in s", filling);
            return tally.cyclesPerSecond();
        }
    }

    private void fill(PostgresSchemas.Made schema, Backlog kind) {
        int originals = Math.min(count, ORIGINALS);
        try (TrackerStore store = Postgres.open(schema.settings())) {
            new Prefill(store).fill(kind, kind == Backlog.NONE ? 0 : originals);
        }
        if (kind != Backlog.NONE && count > originals) {
            schema.copy(kind.state(), count / originals - 1);
        }
        schema.settle();
    }
}
