package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measure cycles in process. */
@Command(name = "core", description = "Measure cycles in this process, without HTTP.", mixinStandardHelpOptions = true)
final class CoreCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(names = "--db", description = "A database to use, filled perhaps. Without it each run has a new one.")
    private @Nullable Path database;

    @Override
    public Integer call() {
        Report report = new Report("cycles in process, synchronous " + stores.synchronous(), Machine.here());
        Trial trial = new Trial(stores, new ServerOptions());
        for (int callers : load.callers()) {
            Tally tally = trial.core(callers, load, database, load.shape());
            Rows.cycles(report.row("cycles").put("callers", callers), tally);
            report.errors(callers + " callers", tally);
        }
        return reports.finish(report, requireNonNull(command));
    }
}
