package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prove how often a use case asks PostgreSQL and waits for it, which is what most of its time goes to. */
class PostgresCountTest {
    private static final PipelineDefinition DEFINITION = PipelineDefinition.parse("""
            {"initial": "coding",
             "states": {"coding": {"agent_role": "coder"}, "done": {"terminal": true}},
             "transitions": [{"from": "coding", "to": "done", "trigger": "finish"}]}""");

    private PostgresStore store;
    private Tracker tracker;
    private PipelineId pipeline;

    @BeforeEach
    void open() {
        PostgresSettings settings = TestPostgres.schema("counts" + System.nanoTime());
        store = PostgresStore.start(settings, PostgresSchema.migrate(settings));
        tracker = new Tracker(store);
        pipeline = tracker.pipelines().create("build", DEFINITION);
        // The first of all reads the pipeline, which is kept then.
        create();
        finish(claim());
        create();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTaskIsCreatedInTwo() {
        // What time is it? This is it, with the figure and the commit.
        assertThat(ways(this::create)).isEqualTo(2);
    }

    @Test
    void aTaskIsClaimedInFour() {
        // The time; what is due; the best task; what comes of it, with the commit.
        assertThat(ways(this::claim)).isEqualTo(4);
    }

    @Test
    void aClaimInVainTakesFour() {
        claim();
        assertThat(ways(() -> tracker.leases().claim(ClaimRequest.of("ada", "coder"))))
                .isEqualTo(4);
    }

    @Test
    void aClaimWithALimitTakesTwoMore() {
        ClaimRequest request = new ClaimRequest(
                new AgentId("ada"), new AgentRole("coder"), ClaimRequest.DEFAULT_TTL, Map.of("coding", 5L));
        // Is the stage full? And when nobody else comes in, is it still not?
        assertThat(ways(() -> tracker.leases().claim(request))).isEqualTo(4 + 2);
    }

    @Test
    void anEventIsReportedInTwo() {
        Claim claim = claim();
        assertThat(ways(() -> tracker.runs()
                        .report(claim.run().id(), claim.token(), new NewEvent("note", JsonText.EMPTY_OBJECT))))
                .isEqualTo(2);
    }

    @Test
    void aHeartbeatTakesTwo() {
        Claim claim = claim();
        assertThat(ways(() -> tracker.leases().heartbeat(claim.lease().id(), claim.token(), null)))
                .isEqualTo(2);
    }

    @Test
    void aTaskIsMovedInFour() {
        Claim claim = claim();
        // The lease, with the time and an id; the task; who waits for it, with what comes of it; the commit.
        assertThat(ways(() -> finish(claim))).isEqualTo(4);
    }

    private TaskId create() {
        return tracker.tasks().create(NewTask.of(pipeline, "Say hello", "Print hello."));
    }

    private Claim claim() {
        return tracker.leases().claim(ClaimRequest.of("ada", "coder")).orElseThrow();
    }

    private void finish(Claim claim) {
        tracker.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of("finish"));
    }

    private long ways(Runnable useCase) {
        long before = store.ways();
        useCase.run();
        return store.ways() - before;
    }
}
