package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measure the parts by JMH. */
@Command(
        name = "parts",
        description = "Measure the parts by JMH: a claim, a transition, the writer, JSON.",
        mixinStandardHelpOptions = true)
final class PartsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Parameters(
            arity = "0..1",
            defaultValue = ".*",
            description = "A regular expression that names the benchmarks. Default: all.")
    private String which = "";

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "How many JVMs each runs in. Default: ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "Measured, after as many of warming up. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            description = "How long each iteration is. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--quiet", description = "Do not show how it goes on.")
    private boolean quiet;

    @Override
    public Integer call() throws RunnerException {
        Report report = new Report("parts", Machine.here());
        for (RunResult result : run()) {
            Result<?> score = result.getPrimaryResult();
            Row row = report.row("parts").put("part", name(result));
            for (String parameter : result.getParams().getParamsKeys()) {
                row.put(parameter, result.getParams().getParam(parameter));
            }
            row.put("score", score.getScore())
                    .put("error", score.getScoreError())
                    .put("unit", score.getScoreUnit());
        }
        return reports.finish(report, requireNonNull(command));
    }

    private Collection<RunResult> run() throws RunnerException {
        TimeValue time = new TimeValue(Math.round(seconds * 1e3), TimeUnit.MILLISECONDS);
        return new Runner(new OptionsBuilder()
                        .include("^dev\\.nulltickets\\.(?:" + which + ")")
                        .forks(forks)
                        .warmupIterations(iterations)
                        .warmupTime(time)
                        .measurementIterations(iterations)
                        .measurementTime(time)
                        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                        .verbosity(quiet ? VerboseMode.SILENT : VerboseMode.NORMAL)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }
}
