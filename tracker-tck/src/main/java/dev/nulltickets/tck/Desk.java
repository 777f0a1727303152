package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Work on one pipeline as its agents would. */
final class Desk {
    private final StoreFixture stores;
    private final Tracker tracker;
    private final PipelineId pipeline;

    Desk(StoreFixture stores) {
        this(stores, Samples.DEFINITION);
    }

    Desk(StoreFixture stores, String definition) {
        this.stores = stores;
        this.tracker = new Tracker(stores.store());
        this.pipeline = tracker.pipelines().create("desk", PipelineDefinition.parse(definition));
    }

    Tracker tracker() {
        return tracker;
    }

    PipelineId pipeline() {
        return pipeline;
    }

    TaskId create(UnaryOperator<NewTask> with) {
        return tracker.tasks().create(with.apply(NewTask.of(pipeline, "a task", "")));
    }

    Task task(TaskId id) {
        return tracker.tasks().details(id).task();
    }

    List<Event> events(Claim claim) {
        return tracker.runs().events(claim.run().id(), PageRequest.first(100)).items();
    }

    Claim claim(String role) {
        return tracker.leases().claim(ClaimRequest.of("ada", role)).orElseThrow();
    }

    @Nullable
    Claim tryClaim(String role) {
        return tryClaim(role, Samples.ADA);
    }

    @Nullable
    Claim tryClaim(String role, AgentId agent) {
        return tracker.leases().claim(ClaimRequest.of(agent.value(), role)).orElse(null);
    }

    @Nullable
    Claim claimAtMost(String stage, long limit) {
        ClaimRequest request =
                new ClaimRequest(Samples.ADA, Samples.CODER, ClaimRequest.DEFAULT_TTL, Map.of(stage, limit));
        return tracker.leases().claim(request).orElse(null);
    }

    Instant beat(Claim claim, @Nullable Duration ttl) {
        return tracker.leases().heartbeat(claim.lease().id(), claim.token(), ttl);
    }

    void gate(Claim claim, String gate, GateStatus status) {
        tracker.runs()
                .report(claim.run().id(), claim.token(), new NewGateResult(gate, status, JsonText.EMPTY_OBJECT, null));
    }

    void finish(Claim claim) {
        move(claim, "finish");
    }

    void move(Claim claim, String trigger) {
        tracker.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of(trigger));
    }

    void fail(Claim claim) {
        tracker.runs().fail(claim.run().id(), claim.token(), "it broke", JsonText.EMPTY_OBJECT);
    }

    void expire(String role) {
        claim(role);
        stores.clock().advance(ClaimRequest.DEFAULT_TTL);
        tracker.housekeeping().run();
    }

    /** Lead a task, which must be the best one there is, to its end. */
    void complete(TaskId id) {
        Claim coding = claim("coder");
        assertThat(coding.task().id()).isEqualTo(id);
        finish(coding);
        move(claim("reviewer"), "approve");
    }
}
