package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.FigureReader.LeaseFigure;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Prove that a database of an earlier version comes along, with all that is in it. */
class SchemaTest {
    private static final Instant CLAIMED = Instant.ofEpochMilli(1_700_000_000_123L);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void makeOneOfTheFirstVersion() throws SQLException {
        file = directory.resolve("first.db");
        SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig());
        source.setUrl(Connections.url(file));
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/sqlite")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into pipelines values ('pipeline', 'pipeline', '"
                    + Given.PIPELINE.definition().text().value() + "', 1)");
            statement.execute("insert into tasks (id, pipeline_id, stage, agent_role, state, title, description,"
                    + " attempts, created_at_ms, updated_at_ms)"
                    + " values ('task', 'pipeline', 'todo', 'coder', 'leased', 'title', 'text', 2, 1, 1)");
            run(statement, "old run", 1, "stale", 5);
            run(statement, "run", 2, "running", CLAIMED.toEpochMilli());
            statement.execute("insert into leases values ('lease', 'run', 'task', 'pipeline', 'todo', zeroblob(32), 2,"
                    + " 300000, " + (CLAIMED.toEpochMilli() + 900_000) + ", 0)");
        }
    }

    @Test
    void leasesLearnWhenTheyWereGranted() {
        try (TrackerStore store = Sqlite.open(SqliteSettings.of(file))) {
            Lease lease = store.read(tx -> tx.leases().of(new RunId("run")).orElseThrow());
            assertThat(lease.grantedAt()).isEqualTo(CLAIMED);
            assertThat(lease.expiresAt()).isEqualTo(CLAIMED.plusSeconds(900));
            LeaseFigure figure = new LeaseFigure(new StageKey(Given.PIPELINE.id(), "todo"), 1);
            assertThat(store.<List<LeaseFigure>>read(tx -> tx.figures().leasesGrantedBy(CLAIMED)))
                    .containsExactly(figure);
            assertThat(store.<List<LeaseFigure>>read(tx -> tx.figures().leasesGrantedBy(CLAIMED.minusMillis(1))))
                    .isEmpty();
        }
    }

    @Test
    void whatIsNewWorks() {
        try (TrackerStore store = Sqlite.open(SqliteSettings.of(file))) {
            store.write(tx -> {
                Given.put(tx.entries(), "notes", "key", "\"a text\"");
                tx.traces()
                        .add(
                                tx.traces().append(tx.now(), "", TraceEncoding.BLOB, new byte[0], 1),
                                List.of(Given.span("trace", 1, new RunId("run"), null)));
                return true;
            });
            assertThat(store.<Integer>read(tx ->
                            tx.entries().search(EntrySearch.of("text"), 10).size()))
                    .isEqualTo(1);
            assertThat(store.<Integer>read(
                            tx -> tx.traces().ofRun(new RunId("run"), null, 10).size()))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatWasMovedToOtherTablesIsWhole() throws SQLException {
        try (TrackerStore store = Sqlite.open(SqliteSettings.of(file))) {
            assertThat(store.<List<Run>>read(tx -> tx.runs().list(new TaskId("task"), 0, 10)))
                    .extracting(run -> run.id().value(), run -> run.status().code())
                    .containsExactly(tuple("old run", "stale"), tuple("run", "running"));
            assertThat(store.<Boolean>write(tx -> tx.runs()
                            .finish(new RunId("run"), RunStatus.COMPLETED, CLAIMED, JsonText.EMPTY_OBJECT, null)))
                    .isTrue();
        }
        try (Connection connection = new Connections(file, SqliteSettings.of(file)).writer();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("pragma foreign_key_check").next())
                    .isFalse();
        }
    }

    private static void run(Statement statement, String id, int attempt, String status, long started)
            throws SQLException {
        statement.execute(
                "insert into runs (id, task_id, attempt, status, agent_id, agent_role, started_at_ms) values ('" + id
                        + "', 'task', " + attempt + ", '" + status + "', 'ada', 'coder', " + started + ")");
    }
}
