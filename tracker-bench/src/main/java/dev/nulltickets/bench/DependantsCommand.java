package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measure how long others wait while a task ends on which many depend. */
@Command(
        name = "dependants",
        description = "Finish a task on which thousands depend, in process, and measure how long other callers wait.",
        mixinStandardHelpOptions = true)
final class DependantsCommand implements Callable<Integer> {
    private static final String WAITING_ROLE = "reviewer";
    private static final int BULK = 1_000;

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(
            names = "--count",
            defaultValue = "10000",
            description = "How many depend on it. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Override
    public Integer call() {
        Report report = new Report(count + " tasks depend on one that ends", Machine.here());
        for (int callers : load.callers()) {
            try (Scratch scratch = stores.scratch();
                    TrackerStore store = stores.open(scratch.file("dependants.db"))) {
                measure(new Tracker(store), callers, report);
            }
        }
        return reports.finish(report, requireNonNull(command));
    }

    private void measure(Tracker tracker, int callers, Report report) {
        Claim claim = taskWithDependants(tracker);
        CoreLoad others = new CoreLoad(tracker, load.shape());
        Tally before = others.run(callers, load.window());
        try (ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor()) {
            long middle = load.measured().toMillis() / 2;
            CompletableFuture<Double> finished = new CompletableFuture<>();
            var unused = later.schedule(() -> finished.complete(finish(tracker, claim)), middle, TimeUnit.MILLISECONDS);
            Tally during = others.run(callers, Window.after(LoadOptions.duration(0), load.measured()));
            report.errors("before", before);
            report.errors("during", during);
            Rows.cycles(report.row("others").put("when", "before").put("callers", callers), before);
            Rows.cycles(report.row("others").put("when", "during").put("callers", callers), during)
                    .put("finished in ms", finished.join());
        }
    }

    private Claim taskWithDependants(Tracker tracker) {
        PipelineId pipeline =
                tracker.pipelines().create("dependants", PipelineDefinition.parse(Shape.definition(WAITING_ROLE)));
        NewTask task = NewTask.of(pipeline, Shape.TITLE, Shape.DESCRIPTION);
        TaskId first = tracker.tasks().create(task);
        NewTask dependant = task.withDependencies(List.of(first)).withAssignee(new AgentId("nobody"));
        for (int done = 0; done < count; done += BULK) {
            tracker.tasks().createAll(Collections.nCopies(Math.min(BULK, count - done), dependant));
        }
        return tracker.leases().claim(ClaimRequest.of("agent", WAITING_ROLE)).orElseThrow();
    }

    private static double finish(Tracker tracker, Claim claim) {
        long begun = System.nanoTime();
        tracker.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of(Shape.TRIGGER));
        return (System.nanoTime() - begun) / 1e6;
    }
}
