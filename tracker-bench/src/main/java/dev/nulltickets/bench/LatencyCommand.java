package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measure how long requests take at fixed rates. */
@Command(
        name = "latency",
        description = "Measure the top rate over HTTP, and then how long requests take at fractions of it.",
        mixinStandardHelpOptions = true)
final class LatencyCommand implements Callable<Integer> {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

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

    @Option(
            names = "--fractions",
            split = ",",
            defaultValue = "0.25,0.5,0.8",
            description = "The fractions of the top rate. Default: ${DEFAULT-VALUE}.")
    private List<Double> fractions = List.of();

    @Option(names = "--rate", description = "What counts as the top rate, in cycles a second, instead of measuring it.")
    private @Nullable Double rate;

    @Override
    public Integer call() {
        Report report = new Report("latency over HTTP, synchronous " + stores.synchronous(), Machine.here());
        for (int callers : load.callers()) {
            servers.serve(stores, (target, process) -> measure(target, callers, report));
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void measure(Target target, int callers, Report report) {
        double top = rate == null ? top(target, callers, report) : rate;
        for (double fraction : fractions) {
            Tally tally = new OpenLoad(target, load.shape()).run(callers, top * fraction, load.window());
            report.errors("at " + fraction + " of the top rate", tally);
            for (Step step : Step.values()) {
                Row row = report.row("latency").put("connections", callers).put("of top rate", fraction);
                row.put("wanted cycles/s", top * fraction).put("cycles/s", tally.cyclesPerSecond());
                row.put("request", step.toString());
                for (double percentile : PERCENTILES) {
                    String name = percentile == 100 ? "longest ms" : "p" + Row.plainly(percentile) + " ms";
                    row.put(name, tally.millis(step, percentile));
                }
            }
        }
    }

    private double top(Target target, int callers, Report report) {
        Tally tally = new HttpLoad(target, load.shape()).run(callers, load.window());
        report.errors("top rate", tally);
        Rows.cycles(report.row("top rate").put("connections", callers), tally);
        return tally.cyclesPerSecond();
    }
}
