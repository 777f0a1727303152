package dev.nulltickets.bench;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Keep a tracker on a new database for one trial of a benchmark. */
@State(Scope.Benchmark)
public class StoreState {
    private @Nullable Scratch scratch;
    private @Nullable TrackerStore store;
    private @Nullable Tracker tracker;
    private NewTask task = NewTask.of(new PipelineId("none"), "", "");

    /** Make the database and one pipeline. */
    @Setup(Level.Trial)
    public void open() {
        scratch = Scratch.in(Path.of("target", "bench"));
        store = Sqlite.open(SqliteSettings.of(scratch.file("parts.db")));
        tracker = new Tracker(store);
        PipelineId pipeline =
                tracker.pipelines().create("parts", PipelineDefinition.parse(Shape.definition(Shape.role(0))));
        task = NewTask.of(pipeline, Shape.TITLE, Shape.DESCRIPTION);
    }

    /** Remove them. */
    @TearDown(Level.Trial)
    public void close() {
        if (store != null && scratch != null) {
            store.close();
            scratch.close();
        }
    }

    Tracker tracker() {
        if (tracker == null) {
            throw new IllegalStateException("JMH opens before it measures");
        }
        return tracker;
    }

    NewTask task() {
        return task;
    }

    ClaimRequest claim() {
        return ClaimRequest.of("agent-1", Shape.role(0));
    }
}
