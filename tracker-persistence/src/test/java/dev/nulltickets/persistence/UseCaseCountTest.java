package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prove how many statements a use case takes as a whole, with the two that begin and end its transaction and those that
 * carry the figures forward: what a caller waits for, and what its neighbours share.
 */
class UseCaseCountTest {
    private static final PipelineDefinition DEFINITION = PipelineDefinition.parse("""
            {"initial": "coding",
             "states": {"coding": {"agent_role": "coder"}, "done": {"terminal": true}},
             "transitions": [{"from": "coding", "to": "done", "trigger": "finish"}]}""");

    @TempDir
    private Path directory;

    private Statements writer;
    private final List<Statements> readers = new ArrayList<>();
    private TrackerStore store;
    private Tracker tracker;
    private PipelineId pipeline;
    private TaskId task;

    @BeforeEach
    void open() throws Exception {
        Path file = DatabaseFile.locate(directory.resolve("counts.db"));
        SqliteSettings settings = SqliteSettings.of(file);
        DatabaseLock lock = DatabaseLock.acquire(file);
        Schema.migrate(file);
        Connections connections = new Connections(file, settings);
        writer = new Statements(connections::writer);
        store = SqliteStore.start(() -> writer, () -> added(new Statements(connections::reader)), settings, lock);
        tracker = new Tracker(store);
        pipeline = tracker.pipelines().create("build", DEFINITION);
        task = create();
        claim();
        task = create();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTaskIsCreatedByFour() {
        assertThat(written(this::create)).isEqualTo(2 + 1 + 1);
    }

    @Test
    void aTaskIsClaimedByEleven() {
        // What is due is looked for twice, work twice; the task, the run and the lease are written.
        assertThat(written(this::claim)).isEqualTo(2 + 2 + 2 + 3 + 2);
    }

    @Test
    void aClaimInVainTakesSix() {
        claim();
        assertThat(written(() -> tracker.leases().claim(ClaimRequest.of("ada", "coder"))))
                .isEqualTo(2 + 2 + 2);
    }

    @Test
    void anEventIsReportedByFour() {
        Claim claim = claim();
        assertThat(written(() -> tracker.runs()
                        .report(claim.run().id(), claim.token(), new NewEvent("note", JsonText.EMPTY_OBJECT))))
                .isEqualTo(2 + 2);
    }

    @Test
    void aHeartbeatTakesFour() {
        Claim claim = claim();
        assertThat(written(() -> tracker.leases().heartbeat(claim.lease().id(), claim.token(), null)))
                .isEqualTo(2 + 2);
    }

    @Test
    void aTaskIsMovedByEleven() {
        Claim claim = claim();
        // The lease and the task are read, and who waits for the task; the run, the lease, the task and the event are
        // written.
        assertThat(written(() ->
                        tracker.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of("finish"))))
                .isEqualTo(2 + 3 + 4 + 2);
    }

    @Test
    void aTaskIsReadWithAllThatBelongsToItBySeven() {
        long before = executedByReaders();
        tracker.tasks().details(task);
        assertThat(executedByReaders() - before).isEqualTo(2 + 5);
    }

    private TaskId create() {
        return tracker.tasks().create(NewTask.of(pipeline, "Say hello", "Print hello."));
    }

    private Claim claim() {
        return tracker.leases().claim(ClaimRequest.of("ada", "coder")).orElseThrow();
    }

    private long written(Runnable useCase) {
        long before = writer.executed();
        useCase.run();
        return writer.executed() - before;
    }

    private Statements added(Statements reader) {
        readers.add(reader);
        return reader;
    }

    private long executedByReaders() {
        return readers.stream().mapToLong(Statements::executed).sum();
    }
}
