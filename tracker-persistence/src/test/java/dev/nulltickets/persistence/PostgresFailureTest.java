package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prove what becomes of work whose connection is cut. */
class PostgresFailureTest {
    private static final String CUT_ALL = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'nulltickets' and pid <> pg_backend_pid()";

    private final AtomicInteger runs = new AtomicInteger();
    private String schema;
    private TrackerStore store;

    @BeforeEach
    void open() {
        schema = "failure" + System.nanoTime();
        store = Postgres.open(TestPostgres.schema(schema));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsCutBeforeItsCommitIsRunAgain() {
        boolean added = store.<Boolean>write(tx -> {
            boolean fresh = tx.pipelines().insert(pipeline(1));
            if (runs.incrementAndGet() == 1) {
                TestPostgres.run(CUT_ALL);
            }
            return fresh && tx.pipelines().insert(pipeline(2));
        });
        assertThat(added).isTrue();
        assertThat(runs).hasValue(2);
        assertThat(stored()).hasSize(2);
    }

    @Test
    void aReadThatIsCutIsRunAgain() {
        assertThat(store.<List<PipelineId>>read(tx -> {
                    if (runs.incrementAndGet() == 1) {
                        TestPostgres.run(CUT_ALL);
                    }
                    return tx.pipelines().ids();
                }))
                .isEmpty();
        assertThat(runs).hasValue(2);
    }

    @Test
    void whatIsCutInItsCommitIsNeitherDoneAgainNorSaidToBeDone() {
        TestPostgres.run("create function " + schema + ".cut() returns trigger language plpgsql as"
                + " $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
        TestPostgres.run("create constraint trigger cut after insert on " + schema + ".pipelines"
                + " deferrable initially deferred for each row execute function " + schema + ".cut()");
        assertThatThrownBy(() -> store.write(tx -> {
                    runs.incrementAndGet();
                    return tx.pipelines().insert(pipeline(1));
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not known");
        assertThat(runs).hasValue(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void whatIsNoTextOfPostgresIsFoundNowhereAndKeptWithoutIt() {
        store.write(tx -> {
            tx.pipelines()
                    .insert(new Pipeline(
                            new PipelineId("a\u0000\ud800b"), "name", Given.PIPELINE.definition(), Given.START));
            assertThat(tx.pipelines().find(new PipelineId("a\u0000\ud800b"))).isEmpty();
            return true;
        });
        assertThat(stored()).containsExactly(new PipelineId("a\ufffd\ufffdb"));
    }

    private List<PipelineId> stored() {
        return store.read(tx -> tx.pipelines().ids());
    }

    private static Pipeline pipeline(int number) {
        return new Pipeline(
                new PipelineId("pipeline " + number), "name " + number, Given.PIPELINE.definition(), Given.START);
    }
}
