package dev.nulltickets.bench;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Say how much load there is, and for how long. */
final class LoadOptions {
    @Option(
            names = "--callers",
            split = ",",
            defaultValue = "1,16,64",
            description = "How many callers work at once; one run for each number. Default: ${DEFAULT-VALUE}.")
    private List<Integer> callers = List.of();

    @Option(
            names = "--warmup",
            defaultValue = "10",
            description = "How many seconds each run warms up. Default: ${DEFAULT-VALUE}.")
    private double warmup;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How many seconds each run is measured. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--roles",
            defaultValue = "1",
            description = "How many roles the work is spread over. Default: ${DEFAULT-VALUE}.")
    private int roles;

    @Option(
            names = "--pipelines",
            defaultValue = "1",
            description = "How many pipelines the work is spread over. Default: ${DEFAULT-VALUE}.")
    private int pipelines;

    @Option(
            names = "--limited",
            description = "Let claims carry a per_state limit of 1 for the stage of the backlog 'closed'.")
    private boolean limited;

    List<Integer> callers() {
        return callers;
    }

    /** Return the window of a run that begins now. */
    Window window() {
        return Window.after(duration(warmup), duration(seconds));
    }

    Duration measured() {
        return duration(seconds);
    }

    Duration warmup() {
        return duration(warmup);
    }

    Shape shape() {
        return new Shape(roles, Math.max(roles, pipelines), limited);
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
