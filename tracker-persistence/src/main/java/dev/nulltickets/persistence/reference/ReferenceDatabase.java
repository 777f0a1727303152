package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.spi.TrackerStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/**
 * Copy a database that was made by the reference implementation into a store of this one.
 *
 * <p>The copy is one transaction: all of it happens, or nothing. What is copied keeps its ids (but for trace batches,
 * which nothing refers to), times, versions and texts; live leases go on, because a token is known by its hash. What
 * the reference accepts and this tracker does not is either changed, which the {@link ImportReport} tells, or refused
 * with the table and the row. The old file is only read, and nothing beside it is made or changed.
 *
 * <p>Rows are read one by one, so that a large database needs no large memory. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ReferenceDatabase implements AutoCloseable {
    private final OldFile file;
    private final Connection connection;

    private ReferenceDatabase(OldFile file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Open a database to read it.
     *
     * @throws ImportRefusedException if the file is not there, is no database of the reference, is damaged, or is being
     *     written
     */
    public static ReferenceDatabase open(Path path) {
        OldFile file = OldFile.of(path);
        try {
            Connection connection = connect(file);
            try {
                check(connection, path);
                return new ReferenceDatabase(file, connection);
            } catch (Throwable problem) { // Whatever it is, the connection must not stay open.
                connection.close();
                throw problem;
            }
        } catch (SQLException problem) {
            file.close();
            throw OldDatabase.unreadable(problem);
        } catch (Throwable problem) { // As above.
            file.close();
            throw problem;
        }
    }

    /**
     * Copy everything.
     *
     * @param target a store without pipelines, artifacts, and entries of the namespaces that are copied
     * @throws ImportRefusedException if something cannot be kept, or the target holds something already
     * @throws dev.nulltickets.core.spi.StoreException if the target cannot be written
     */
    public ImportReport copyTo(TrackerStore target) {
        return target.write(tx -> {
            ReportDraft report = new ReportDraft();
            try (OldDatabase old = OldDatabase.begin(connection, report)) {
                new Import(old, tx, report).run();
                new Leftovers(connection, report).note();
            }
            return report.finished();
        });
    }

    @Override
    public void close() {
        try (file) {
            connection.close();
        } catch (SQLException problem) {
            throw OldDatabase.unreadable(problem);
        }
    }

    private static Connection connect(OldFile file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // Only a copy may be written: whoever opens a database with a log first works the log in.
        config.setReadOnly(file.copied() == null);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.readable());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void check(Connection connection, Path path) {
        for (OldTable table : OldTable.values()) {
            Set<String> present = OldDatabase.columns(connection, table);
            if (!present.isEmpty() || OldTable.REQUIRED.contains(table)) {
                checkColumns(table, present, path);
                checkPages(connection, table, path);
            }
        }
    }

    private static void checkColumns(OldTable table, Set<String> present, Path path) {
        table.missing(present).min(Comparator.naturalOrder()).ifPresent(column -> {
            throw new ImportRefusedException("not a database of the reference implementation, for its table "
                    + table.tableName()
                    + (present.isEmpty() ? " is missing: " : " has no column " + column + ": ")
                    + path);
        });
    }

    /** Look for damage, by which a query may silently miss rows. */
    private static void checkPages(Connection connection, OldTable table, Path path) {
        Set<String> found = OldDatabase.names(connection, "pragma main.quick_check('" + table.tableName() + "')");
        if (!found.equals(Set.of("ok"))) {
            throw new ImportRefusedException("the old database is damaged: " + path + ": "
                    + found.iterator().next());
        }
    }
}
