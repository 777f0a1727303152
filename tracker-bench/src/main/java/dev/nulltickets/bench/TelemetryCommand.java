package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.bench.Requests.Held;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measure how long claims take at a fixed rate while a flood of spans arrives, beside how long they take without it.
 */
@Command(
        name = "telemetry",
        description = "Measure claims at a fixed rate without and with a flood of spans, and memory over the flood.",
        mixinStandardHelpOptions = true)
final class TelemetryCommand implements Callable<Integer> {
    private static final double MIDDLE = 50;
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

    @Option(names = "--rate", defaultValue = "50", description = "Cycles a second. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--spans", defaultValue = "20000", description = "Spans a second. Default: ${DEFAULT-VALUE}.")
    private double spans;

    @Option(
            names = "--exporters",
            defaultValue = "4",
            description = "How many exporters send them. Default: ${DEFAULT-VALUE}.")
    private int exporters;

    @Option(
            names = "--intervals",
            defaultValue = "3",
            description = "How many times --seconds the flood lasts, with a row for each. Default: ${DEFAULT-VALUE}.")
    private int intervals;

    @Override
    public Integer call() {
        Report report = new Report("claims beside " + Row.plainly(spans) + " spans a second", Machine.here());
        for (int callers : load.callers()) {
            servers.serve(stores, (target, process) -> measure(target, process, callers, report));
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void measure(Target target, @Nullable ServerProcess process, int callers, Report report) {
        OpenLoad cycles = new OpenLoad(target, load.shape());
        // What came before has warmed up the server for claims, but not for spans.
        try (Flood warming = flood(target)) {
            cycles.run(callers, rate, Window.after(load.warmup(), Duration.ZERO));
            warming.errors().forEach(report::error);
        }
        Tally alone = cycles.run(callers, rate, load.window());
        double claim = alone.millis(Step.CLAIM, MOST);
        row(report, "alone", callers, alone, process);
        try (Flood flood = flood(target)) {
            List<Tally> tallies = Stream.iterate(load.window(), Window::following)
                    .limit(intervals)
                    .map(Tally::new)
                    .toList();
            long[] before = {0};
            long[] since = {System.nanoTime()};
            cycles.run(callers, rate, tallies, tally -> {
                long now = System.nanoTime();
                long accepted = flood.accepted();
                row(report, "flood " + (tallies.indexOf(tally) + 1), callers, tally, process)
                        .put("p99 of alone", tally.millis(Step.CLAIM, MOST) / claim)
                        .put("spans/s", (accepted - before[0]) / ((now - since[0]) / 1e9))
                        .put("refused exports", flood.refused())
                        .put("export p99 ms", flood.millis(MOST));
                before[0] = accepted;
                since[0] = now;
            });
            flood.close();
            flood.errors().forEach(report::error);
        }
    }

    private Row row(Report report, String when, int callers, Tally tally, @Nullable ServerProcess process) {
        report.errors(when, tally);
        Row row = report.row("claims")
                .put("spans", when)
                .put("connections", callers)
                .put("wanted cycles/s", rate)
                .put("cycles/s", tally.cyclesPerSecond())
                .put("claim p50 ms", tally.millis(Step.CLAIM, MIDDLE))
                .put("p99 ms", tally.millis(Step.CLAIM, MOST))
                .put("longest ms", tally.millis(Step.CLAIM, ALL))
                .put("errors", tally.errorCount());
        return process == null ? row : row.put("memory MiB", Footprint.memory(process.pid()));
    }

    private Flood flood(Target target) {
        return Flood.begin(target, run(target), exporters, spans);
    }

    /** Make a run for the spans to belong to. */
    private static String run(Target target) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String role = "traced-" + System.nanoTime();
            Lane lane = new Lane(role, target.createPipeline(client, role, Shape.definition(role)));
            target.post(client, "/tasks", Requests.create(lane));
            return Held.of(JsonSlice.of(target.post(client, "/leases/claim", Requests.claim(lane, "traced", false))))
                    .runId();
        }
    }
}
