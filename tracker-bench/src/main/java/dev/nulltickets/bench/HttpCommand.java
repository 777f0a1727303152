package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Override
    public Integer call() {
        Report report = new Report("cycles over HTTP", Machine.here());
        for (int callers : load.callers()) {
            Target running = servers.running();
            if (running == null) {
                started(callers, report);
            } else {
                measure(running, callers, report);
            }
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void started(int callers, Report report) {
        try (Scratch scratch = stores.scratch();
                ServerProcess server = servers.start(scratch.file("http.db"))) {
            Row row = measure(server.target(), callers, report);
            row.put("server cpu s", seconds(server.processorTime()));
        }
    }

    private Row measure(Target target, int callers, Report report) {
        HttpLoad http = new HttpLoad(target, load.shape());
        Tally tally = http.run(callers, load.window());
        report.errors(callers + " callers", tally);
        return Rows.cycles(report.row("cycles").put("callers", callers), tally);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
