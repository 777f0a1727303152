package dev.nulltickets.http;

import dev.nulltickets.core.TokenSource;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Stage;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Write the answer to a claim. Here, because views are the adapter's own. */
@NullMarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ViewBenchmark {
    private static final Instant NOW = Instant.ofEpochMilli(1_764_500_000_000L);
    private static final String ID = "0199a6d2-7c1b-7000-8000-00000000000";

    private final Claim claim = claim();

    /**
     * Write a claim.
     *
     * @return what JMH keeps from being left out
     */
    @Benchmark
    public byte[] encodeClaim() {
        return Views.claim(claim).value().getBytes(StandardCharsets.UTF_8);
    }

    private static Claim claim() {
        AgentRole role = new AgentRole("coder-0");
        NewTask request = NewTask.of(
                new PipelineId(ID + 1),
                "Find out why the nightly build fails",
                "The build of the main branch has failed since yesterday. Read its log, and say why.");
        Task ready = TaskLifecycle.create(
                new TaskId(ID + 2), request.pipelineId(), new Stage("todo", role, null, false), request, 0, NOW);
        Task task = TaskLifecycle.of(ready, NOW).claim();
        Run run = new Run(
                new RunId(ID + 3),
                task.id(),
                1,
                RunStatus.RUNNING,
                new AgentId("agent-1"),
                role,
                NOW,
                null,
                JsonText.EMPTY_OBJECT,
                null);
        LeaseToken token = TokenSource.secure().next();
        Duration ttl = Duration.ofMinutes(5);
        Lease lease = new Lease(
                new LeaseId(ID + 4),
                run.id(),
                task.id(),
                task.pipelineId(),
                task.stage(),
                token.hash(),
                1,
                NOW,
                ttl,
                NOW.plus(ttl),
                false);
        return new Claim(task, run, lease, token);
    }
}
