package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that ids grow: through restarts, rollbacks, and ids that come from elsewhere. */
class SequencesTest {
    private static final JsonText NONE = JsonText.EMPTY_OBJECT;
    private static final TaskId TASK = new TaskId("a");
    private static final RunId RUN = new RunId("run a");

    @TempDir
    private Path directory;

    private TrackerStore store;

    @BeforeEach
    void open() {
        store = Sqlite.open(settings());
        store.write(tx -> {
            tx.pipelines().insert(Given.PIPELINE);
            tx.tasks().insert(Given.task(TASK.value()));
            return Given.claim(tx);
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eventsGoOnAboveWhatCameFromElsewhere() {
        growing(
                tx -> tx.events().append(RUN, TASK, tx.now(), "kind", NONE),
                (tx, id) -> tx.events().insert(new Event(id, RUN, TASK, tx.now(), "kind", NONE)));
        assertThat(store.<List<Long>>read(tx ->
                        tx.events().list(RUN, 0, 10).stream().map(Event::id).toList()))
                .containsExactly(1L, 40L, 41L, 50L, 60L, 61L);
    }

    @Test
    void gateResultsGoOnAboveWhatCameFromElsewhere() {
        growing(
                tx -> tx.gates().append(RUN, TASK, tx.now(), new NewGateResult("gate", GateStatus.PASS, NONE, null)),
                (tx, id) -> tx.gates()
                        .insert(new GateResult(id, RUN, TASK, "gate", GateStatus.PASS, NONE, null, tx.now())));
    }

    @Test
    void batchesGoOnAboveThoseBeforeARestart() {
        ToLongFunction<Tx> append = tx -> tx.traces().append(tx.now(), "", TraceEncoding.BLOB, new byte[0], 0);
        assertThat(written(append)).isEqualTo(1);
        restart();
        assertThat(written(append)).isEqualTo(2);
    }

    @Test
    void entriesDoNotMeetThoseBeforeARestart() {
        written((tx, number) -> Given.put(tx.entries(), "notes", "key " + number, "1"), 1);
        restart();
        written((tx, number) -> Given.put(tx.entries(), "notes", "key " + number, "1"), 2);
        assertThat(store.<Integer>read(tx -> tx.entries().list("notes").size())).isEqualTo(2);
    }

    private void growing(ToLongFunction<Tx> append, ObjLongConsumer<Tx> insert) {
        assertThat(written(append)).isEqualTo(1);
        written(insert, 40);
        assertThat(written(append)).isEqualTo(41);
        refused(insert, 1, 2, 40, 41);
        written(insert, 50);
        restart();
        refused(insert, 50);
        // What was undone was never there, so the work may be run again.
        IllegalArgumentException undo = new IllegalArgumentException("undone");
        assertThatThrownBy(() -> store.write(tx -> {
                    insert.accept(tx, 60);
                    throw undo;
                }))
                .isSameAs(undo);
        written(insert, 60);
        refused(insert, 60);
        assertThat(written(append)).isEqualTo(61);
    }

    private long written(ToLongFunction<Tx> append) {
        return store.<Long>write(append::applyAsLong);
    }

    private void written(ObjLongConsumer<Tx> insert, long id) {
        store.write(tx -> {
            insert.accept(tx, id);
            return true;
        });
    }

    private void refused(ObjLongConsumer<Tx> insert, long... ids) {
        for (long id : ids) {
            assertThatThrownBy(() -> written(insert, id)).isInstanceOf(IllegalStateException.class);
        }
    }

    private void restart() {
        close();
        store = Sqlite.open(settings());
    }

    private SqliteSettings settings() {
        return SqliteSettings.of(directory.resolve("numbers.db"));
    }
}
