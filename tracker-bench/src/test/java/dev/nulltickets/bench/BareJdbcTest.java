package dev.nulltickets.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.persistence.Recording;
import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the limit is measured by what the store really does. */
class BareJdbcTest {
    private static final int CALLERS = 16;

    @TempDir
    private Path directory;

    private final Recording recording = new Recording();

    @Test
    void aCycleRunsTheStatementsOfTheStore() throws SQLException {
        List<String> ofStore;
        try (TrackerStore store = recording.open(directory.resolve("store.db"))) {
            Tracker tracker = new Tracker(store);
            PipelineId pipeline =
                    tracker.pipelines().create("one", PipelineDefinition.parse(Shape.definition(Shape.role(0))));
            cycle(tracker, pipeline); // The first reads the pipeline, which is kept then.
            recording.taken();
            cycle(tracker, pipeline);
            ofStore = recording.taken();
        }
        assertThat(ofBare(directory.resolve("bare.db"))).isEqualTo(ofStore).hasSizeGreaterThan(20);
    }

    @Test
    void itsConnectionIsSetUpLikeTheStores() throws SQLException {
        Path file = directory.resolve("pragmas.db");
        try (TrackerStore store = recording.open(file)) {
            // Only made.
        }
        try (Connection ofStore = Recording.writer(file);
                Connection bare = BareJdbc.connect(file, Synchronous.FULL)) {
            assertThat(pragmas(bare)).isEqualTo(pragmas(ofStore)).containsEntry("synchronous", "2");
        }
    }

    @Test
    void manyCallersShareCommits() {
        try (BareJdbc bare = BareJdbc.open(directory.resolve("many.db"), Synchronous.NORMAL, CALLERS)) {
            Tally tally = bare.run(Window.after(LoadOptions.duration(0), LoadOptions.duration(0.2)));
            assertThat(tally.cycles()).isPositive();
        }
    }

    private List<String> ofBare(Path file) throws SQLException {
        Lane lane = BareJdbc.prepare(file);
        try (BareJdbc bare = new BareJdbc(recording.record(BareJdbc.connect(file, Synchronous.FULL)), lane, 1)) {
            for (int step = 0; step < Step.values().length; step++) {
                bare.commit(step);
            }
        }
        return recording.taken();
    }

    private static void cycle(Tracker tracker, PipelineId pipeline) {
        tracker.tasks().create(NewTask.of(pipeline, Shape.TITLE, Shape.DESCRIPTION));
        Claim claim = tracker.leases()
                .claim(ClaimRequest.of("agent-0", Shape.role(0)))
                .orElseThrow();
        NewEvent event = new NewEvent(Shape.EVENT_KIND, JsonText.of(Shape.EVENT_DATA));
        tracker.runs().report(claim.run().id(), claim.token(), event);
        tracker.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of(Shape.TRIGGER));
    }

    private static Map<String, String> pragmas(Connection connection) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        for (String name : List.of(
                "busy_timeout",
                "cache_size",
                "cache_spill",
                "foreign_keys",
                "journal_mode",
                "journal_size_limit",
                "locking_mode",
                "mmap_size",
                "page_size",
                "synchronous",
                "temp_store",
                "wal_autocheckpoint")) {
            try (Statement statement = connection.createStatement();
                    ResultSet value = statement.executeQuery("pragma " + name)) {
                values.put(name, value.getString(1));
            }
        }
        return values;
    }
}
