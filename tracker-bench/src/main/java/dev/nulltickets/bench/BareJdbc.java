package dev.nulltickets.bench;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/**
 * Measure the limit: what SQLite and its driver do in a second, if nothing is done but the store's own statements, on
 * one thread, in its schema, with as many pieces of work to a commit as there are callers. Nobody waits for anybody, so
 * no store can be faster.
 */
final class BareJdbc implements AutoCloseable {
    private final Connection connection;
    private final BareStatements statements;
    private final BareFigures figures;
    private final List<BareCaller> callers = new ArrayList<>();

    /** Work in a database that has the schema and a pipeline. */
    BareJdbc(Connection connection, Lane lane, int callers) {
        this.connection = connection;
        this.statements = new BareStatements(connection);
        this.figures = new BareFigures(statements, lane.pipelineId());
        BareIds ids = new BareIds();
        for (int i = 0; i < callers; i++) {
            this.callers.add(new BareCaller(statements, figures, ids, lane, "agent-" + i));
        }
    }

    /** Make a database and open it. */
    static BareJdbc open(Path file, Synchronous synchronous, int callers) {
        Lane lane = prepare(file);
        try {
            return new BareJdbc(connect(file, synchronous), lane, callers);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Make a database with the schema and a pipeline. */
    static Lane prepare(Path file) {
        String role = Shape.role(0);
        try (TrackerStore store = Sqlite.open(SqliteSettings.of(file))) {
            PipelineDefinition definition = PipelineDefinition.parse(Shape.definition(role));
            return new Lane(
                    role,
                    new Tracker(store).pipelines().create("bare", definition).value());
        }
    }

    /** Open a database as the store's writer does; a test compares. */
    static Connection connect(Path file, Synchronous synchronous) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(5000);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setCacheSize(-16 * 1024);
        config.setTempStore(TempStore.MEMORY);
        config.setGetGeneratedKeys(false);
        config.setJournalMode(JournalMode.WAL);
        config.enforceForeignKeys(true);
        config.setSynchronous(synchronous == Synchronous.FULL ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, "4000");
        config.setPragma(Pragma.JOURNAL_SIZE_LIMIT, Long.toString(64L * 1024 * 1024));
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        // Else the driver tries to begin a transaction after each statement, to see whether one is open.
        connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
        return connection;
    }

    /** Work until the window is over. */
    Tally run(Window window) {
        Tally tally = new Tally(window);
        try {
            for (int first = 0; !window.isOver(System.nanoTime()); first++) {
                long begun = System.nanoTime();
                List<Step> taken = commit(first);
                long ended = System.nanoTime();
                taken.forEach(step -> tally.done(step, begun, ended));
            }
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
        return tally;
    }

    /**
     * Let every caller take a step, and commit. In the first commits not all do, so that later each holds steps of all
     * kinds, as it is with callers that do not wait for each other.
     */
    List<Step> commit(int number) throws SQLException {
        statements.change(BareSql.BEGIN);
        List<Step> taken = new ArrayList<>(callers.size());
        for (int i = 0; i < callers.size(); i++) {
            if (i % Step.values().length <= number) {
                taken.add(callers.get(i).step());
            }
        }
        figures.write();
        statements.change(BareSql.COMMIT);
        return taken;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
