package dev.nulltickets.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.nulltickets.core.spi.StoreUnreachableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Keep connections to one database: those that write, each transaction seeing what is committed as it goes along and
 * locking what it needs, and those that read, each transaction on one snapshot. Safe for use by several threads.
 */
final class PostgresConnections implements AutoCloseable {
    /** How long a caller waits for a connection while the database is away. */
    private static final long PATIENCE_MILLIS = 3000;
    // A server that stops in the middle of a transaction must not hold its locks for ever, nor wait for others'.
    static final String GUARDS = "set lock_timeout = '10s'; set statement_timeout = '60s';"
            + " set idle_in_transaction_session_timeout = '10s'; set application_name = 'nulltickets';"
            // Every statement has its index. Of a table that was empty a moment ago the planner knows nothing yet, and
            // would read and sort all of it.
            + " set enable_seqscan = off; set enable_sort = off; set enable_incremental_sort = off; set jit = off";

    private static final long PAUSE_NANOS = 1_000_000_000;

    private final PostgresSettings settings;
    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private volatile @Nullable Absence absence;

    PostgresConnections(PostgresSettings settings) throws SQLException {
        this.settings = settings;
        // One more than write at once, for what the store does by itself.
        HikariConfig forWriting = pool("nulltickets-writing", settings.writers() + 1);
        forWriting.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        writing = new HikariDataSource(forWriting);
        try {
            HikariConfig forReading = pool("nulltickets-reading", settings.readers());
            forReading.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            forReading.setReadOnly(true);
            reading = new HikariDataSource(forReading);
        } catch (Throwable problem) { // Whatever stopped it, the other pool must not stay open.
            writing.close();
            throw problem;
        }
    }

    /** Take a connection for one transaction that may write, and which begins with its first statement. */
    Connection writer() {
        return taken(writing);
    }

    /** Take a connection for one transaction that reads, and which begins with its first statement. */
    Connection reader() {
        return taken(reading);
    }

    /** Open a connection that no pool keeps. */
    Connection own() throws SQLException {
        return open(settings);
    }

    /** Open a connection to a database. */
    static Connection open(PostgresSettings settings) throws SQLException {
        return source(settings).getConnection();
    }

    /** Return what opens connections that no pool keeps. */
    static DataSource source(PostgresSettings settings) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.address().url());
        for (Map.Entry<String, String> property : properties(settings).entrySet()) {
            source.setProperty(property.getKey(), property.getValue());
        }
        return source;
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }

    /**
     * Take a connection. While the database is away one caller in a second waits for it, and the others hear so at
     * once.
     */
    private Connection taken(HikariDataSource pool) {
        Absence known = absence;
        if (known != null) {
            if (System.nanoTime() - known.since() < PAUSE_NANOS) {
                throw unreachable(known.why());
            }
            absence = new Absence(known.why(), System.nanoTime());
        }
        try {
            Connection connection = pool.getConnection();
            absence = null;
            return connection;
        } catch (SQLException away) {
            String why = PostgresMessage.behind(away.getCause() == null ? away : away.getCause());
            absence = new Absence(why, System.nanoTime());
            throw unreachable(why);
        }
    }

    private static StoreUnreachableException unreachable(String why) {
        return new StoreUnreachableException("the database cannot be reached: " + why);
    }

    private record Absence(String why, long since) {}

    private HikariConfig pool(String name, int size) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source(settings));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setConnectionInitSql(GUARDS);
        // Or the transaction of that would stay open, and be ended with its connection after a while.
        config.setIsolateInternalQueries(true);
        return config;
    }

    private static Map<String, String> properties(PostgresSettings settings) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("tcpKeepAlive", "true");
        properties.put("connectTimeout", "5");
        properties.put("socketTimeout", "75");
        // Every statement runs often.
        properties.put("prepareThreshold", "1");
        properties.putAll(settings.properties());
        return properties;
    }
}
