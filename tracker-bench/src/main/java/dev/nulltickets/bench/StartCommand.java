package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measure how long a server takes to start, and how much memory it needs. */
@Command(
        name = "start",
        description = "Measure how long a server takes from its start to its first answer, and its memory.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    private static final byte[] HEALTH =
            "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

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

    @Option(names = "--times", defaultValue = "5", description = "How often it is started. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Override
    public Integer call() {
        Report report = new Report("start", Machine.here());
        try (Scratch scratch = stores.scratch()) {
            Path database = scratch.file("start.db");
            for (int time = 0; time <= times; time++) {
                start(database, time == 0 ? "new" : "existing", time == times, report);
            }
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void start(Path database, String kind, boolean loaded, Report report) {
        long begun = System.nanoTime();
        try (ServerProcess server = servers.start(database, stores.synchronous())) {
            ask(server.target());
            Row row = report.row("start")
                    .put("database", kind)
                    .put("first answer ms", (System.nanoTime() - begun) / 1e6)
                    .put("memory at rest MiB", Footprint.memory(server.pid()));
            if (loaded) {
                int callers = load.callers().getLast();
                Tally tally = new HttpLoad(server.target(), load.shape()).run(callers, load.window());
                report.errors("under load", tally);
                row.put("callers", callers).put("memory under load MiB", Footprint.memory(server.pid()));
            }
        }
    }

    private static void ask(Target target) {
        try (Socket socket = new Socket(target.base().getHost(), target.base().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(HEALTH);
            InputStream in = socket.getInputStream();
            String status = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            if (!status.endsWith(" 200")) {
                throw new IllegalStateException("the server is not healthy: " + status);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
