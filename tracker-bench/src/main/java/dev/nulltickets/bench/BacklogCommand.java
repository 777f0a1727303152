package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.spi.TrackerStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measure cycles beside tasks that wait, for each kind of waiting, as a part of what an empty queue allows. */
@Command(
        name = "backlog",
        description = "Measure cycles beside a million waiting tasks of each kind, and with many roles and pipelines.",
        mixinStandardHelpOptions = true)
final class BacklogCommand implements Callable<Integer> {
    private static final Shape WIDE = new Shape(64, 1_000, false);

    /** Where cycles are measured. */
    private enum Where {
        CORE,
        HTTP
    }

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Mixin
    private ServerOptions servers = new ServerOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(names = "--count", defaultValue = "1000000", description = "How many wait. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--kinds",
            split = ",",
            defaultValue = "READY,BLOCKED,SCHEDULED,ASSIGNED,LEASED,DEAD_LETTERED,DONE,CLOSED",
            description = "What they wait for, one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Backlog> kinds = List.of();

    @Option(
            names = "--where",
            defaultValue = "CORE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Where where = Where.CORE;

    @Override
    public Integer call() {
        Report report = new Report("cycles beside " + count + " waiting tasks, " + where, Machine.here());
        for (int callers : load.callers()) {
            // The first run warms up more than its own code, so it is none to compare with.
            measure(new Report("", new Row()), "warming up", Backlog.NONE, callers, Shape.PLAIN, null);
            Tally empty = measure(report, "none", Backlog.NONE, callers, Shape.PLAIN, null);
            for (Backlog kind : kinds) {
                measure(report, kind.toString(), kind, callers, kind.shape(), empty);
            }
            measure(report, "none, 64 roles, 1,000 pipelines", Backlog.NONE, callers, WIDE, empty);
            measure(report, "none again", Backlog.NONE, callers, Shape.PLAIN, empty);
        }
        return reports.finish(report, requireNonNull(command));
    }

    private Tally measure(Report report, String name, Backlog kind, int callers, Shape shape, @Nullable Tally empty) {
        try (Scratch scratch = stores.scratch()) {
            Path database = scratch.file("backlog.db");
            long begun = System.nanoTime();
            try (TrackerStore store = StoreOptions.openFast(database)) {
                new Prefill(store).fill(kind, kind == Backlog.NONE ? 0 : count);
            }
            double filling = (System.nanoTime() - begun) / 1e9;
            Trial trial = new Trial(stores, servers);
            Tally tally = where == Where.CORE
                    ? trial.core(callers, load, database, shape)
                    : trial.http(callers, load, database, shape).tally();
            report.errors(name, tally);
            Row row = Rows.cycles(report.row("cycles").put("waiting", name).put("callers", callers), tally);
            row.put("of none", empty == null ? 1 : tally.cyclesPerSecond() / empty.cyclesPerSecond());
            row.put("filled in s", filling);
            return tally;
        }
    }
}
