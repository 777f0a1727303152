package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measure what thousands of agents that wait in a claim cost those that work, and how soon work finds one of them. */
@Command(
        name = "waiting",
        description = "Let thousands of agents wait in a claim beside busy ones, and measure what it costs.",
        mixinStandardHelpOptions = true)
final class WaitingCommand implements Callable<Integer> {
    private static final String IDLE_ROLE = "idle";
    private static final double MIDDLE = 50;
    private static final double MOST = 99;

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

    @Option(names = "--idle", defaultValue = "2000", description = "How many wait. Default: ${DEFAULT-VALUE}.")
    private int idle;

    @Option(
            names = "--pause-ms",
            defaultValue = "50",
            description = "How often there is a task for them. Default: ${DEFAULT-VALUE}.")
    private long pauseMillis;

    @Override
    public Integer call() {
        Report report = new Report(idle + " agents wait in a claim", Machine.here());
        for (int callers : load.callers()) {
            servers.serve(stores, (target, process) -> measure(target, process, callers, report));
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void measure(Target target, @Nullable ServerProcess process, int callers, Report report) {
        HttpLoad busy = new HttpLoad(target, load.shape());
        Tally alone = busy.run(callers, load.window());
        row(report, "alone", callers, alone, process);

        IdleAgents agents = new IdleAgents(target, lane(target), idle, TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        Tally beside = busy.run(callers, load.window(), agents);
        agents.errors().forEach(report::error);
        row(report, "beside " + idle, callers, beside, process)
                .put("of alone", beside.cyclesPerSecond() / alone.cyclesPerSecond());

        Histogram wakes = agents.wakes();
        report.row("wakes")
                .put("idle", idle)
                .put("busy", callers)
                .put("woken", wakes.getTotalCount())
                .put("p50 ms", wakes.getValueAtPercentile(MIDDLE) / 1e6)
                .put("p99 ms", wakes.getValueAtPercentile(MOST) / 1e6)
                .put("longest ms", wakes.getMaxValue() / 1e6)
                .put("waited in vain", agents.unanswered());
    }

    private static Row row(Report report, String when, int callers, Tally tally, @Nullable ServerProcess process) {
        report.errors(when, tally);
        Row row = Rows.cycles(report.row("busy").put("busy ones", when).put("callers", callers), tally);
        return process == null ? row : row.put("memory MiB", Footprint.memory(process.pid()));
    }

    private static Lane lane(Target target) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String name = "idle-" + System.nanoTime();
            return new Lane(IDLE_ROLE, target.createPipeline(client, name, Shape.definition(IDLE_ROLE)));
        }
    }
}
