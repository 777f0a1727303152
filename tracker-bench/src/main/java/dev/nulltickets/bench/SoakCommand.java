package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Load a server for long, below its top rate, and watch what grows. */
@Command(
        name = "soak",
        description = "Load a server for minutes at a fraction of its top rate, and report what grows.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    private static final double MOST = 99;
    private static final double ALL = 100;

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

    @Option(names = "--fraction", defaultValue = "0.8", description = "Of the top rate. Default: ${DEFAULT-VALUE}.")
    private double fraction;

    @Option(
            names = "--intervals",
            defaultValue = "60",
            description = "How many times --seconds it lasts, with a row for each. Default: ${DEFAULT-VALUE}.")
    private int intervals;

    @Override
    public Integer call() {
        Report report = new Report("soak at " + fraction + " of the top rate", Machine.here());
        try (Scratch scratch = stores.scratch()) {
            Path database = scratch.file("soak.db");
            try (ServerProcess server = servers.start(database, stores.synchronous())) {
                int callers = load.callers().getLast();
                HttpLoad top = new HttpLoad(server.target(), load.shape());
                double rate = top.run(callers, load.window()).cyclesPerSecond();
                soak(server, database, callers, rate * fraction, report);
            }
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void soak(ServerProcess server, Path database, int callers, double rate, Report report) {
        List<Tally> tallies = Stream.iterate(load.window(), Window::following)
                .limit(intervals)
                .map(Tally::new)
                .toList();
        OpenLoad open = new OpenLoad(server.target(), load.shape());
        open.run(callers, rate, tallies, tally -> {
            report.errors("soak", tally);
            report.row("intervals")
                    .put("interval", tallies.indexOf(tally) + 1)
                    .put("wanted cycles/s", rate)
                    .put("cycles/s", tally.cyclesPerSecond())
                    .put("claim p99 ms", tally.millis(Step.CLAIM, MOST))
                    .put("claim longest", tally.millis(Step.CLAIM, ALL))
                    .put("memory MiB", Footprint.memory(server.pid()))
                    .put("log MiB", Footprint.log(database))
                    .put("database MiB", Footprint.size(database))
                    .put("errors", tally.errorCount());
        });
    }
}
