package dev.nulltickets.bench;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.task.NewTask;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Read the bodies of requests, as the routes do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonBenchmark {
    private static final Lane LANE = new Lane("coder-0", "0199a6d2-7c1b-7000-8000-000000000001");

    private final String claim = Requests.claim(LANE, "agent-1", false);
    private final String task = Requests.create(LANE);
    private final String event = Requests.event();

    /**
     * Read a claim.
     *
     * @return what JMH keeps from being left out
     */
    @Benchmark
    public Object decodeClaim() {
        JsonFields body = JsonFields.parse(claim);
        return new ClaimRequest(
                new AgentId(body.string("agent_id")),
                new AgentRole(body.string("agent_role")),
                ClaimRequest.DEFAULT_TTL,
                Map.of());
    }

    /**
     * Read a new task.
     *
     * @return what JMH keeps from being left out
     */
    @Benchmark
    public Object decodeTask() {
        JsonFields body = JsonFields.parse(task);
        JsonText metadata = body.object("metadata");
        NewTask read = NewTask.of(
                new PipelineId(body.string("pipeline_id")), body.string("title"), body.string("description"));
        return Map.entry(read, metadata);
    }

    /**
     * Read an event.
     *
     * @return what JMH keeps from being left out
     */
    @Benchmark
    public Object decodeEvent() {
        JsonFields body = JsonFields.parse(event);
        return new NewEvent(body.string("kind"), body.object("data"));
    }
}
