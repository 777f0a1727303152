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

/** Measure cycles over HTTP. */
@Command(
        name = "http",
        description = "Measure cycles over HTTP, with one kept connection for each caller.",
        mixinStandardHelpOptions = true)
final class HttpCommand implements Callable<Integer> {
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

    @Option(names = "--db", description = "A database to serve, filled perhaps. Without it each run has a new one.")
    private @Nullable Path database;

    @Override
    public Integer call() {
        Report report = new Report("cycles over HTTP", Machine.here());
        Trial trial = new Trial(stores, servers);
        for (int callers : load.callers()) {
            Trial.Served served = trial.http(callers, load, database, load.shape());
            served.put(Rows.cycles(report.row("cycles").put("callers", callers), served.tally()));
            report.errors(callers + " callers", served.tally());
        }
        return reports.finish(report, requireNonNull(command));
    }
}
