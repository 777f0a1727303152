package dev.nulltickets.persistence.reference;

import static java.util.stream.Collectors.joining;

import dev.nulltickets.core.model.RejectedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Read an old database through views that look the same for every version of the reference, row by row, in one
 * snapshot. Tables beside it, which live as long as this, take what is to be joined with it. Not safe for use by
 * several threads.
 */
final class OldDatabase implements AutoCloseable {
    /** Do something with a row, before the next is read. */
    @FunctionalInterface
    interface RowAction {
        void accept(OldRow row) throws SQLException;
    }

    private final Connection connection;
    private final ReportDraft report;

    private OldDatabase(Connection connection, ReportDraft report) {
        this.connection = connection;
        this.report = report;
    }

    /** Begin to read through a connection that lets transactions be begun. */
    static OldDatabase begin(Connection connection, ReportDraft report) {
        OldDatabase old = new OldDatabase(connection, report);
        for (OldTable table : OldTable.values()) {
            old.run(table.view(columns(connection, table)));
        }
        return old;
    }

    /** Return the columns of a table; none if it is absent. */
    static Set<String> columns(Connection connection, OldTable table) {
        return names(connection, "select name from pragma_table_info('" + table.tableName() + "', 'main')");
    }

    /** Return the names that a query finds. */
    static Set<String> names(Connection connection, String query) {
        Set<String> names = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        } catch (SQLException problem) {
            throw unreadable(problem);
        }
    }

    /**
     * Do something with each row that a query finds.
     *
     * @param table what the rows are of; the query selects its key
     */
    void each(OldTable table, String query, RowAction action, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                OldRow row = new OldRow(table, result, report);
                while (result.next()) {
                    accept(row, action);
                }
            }
        } catch (SQLException problem) {
            throw unreadable(problem);
        }
    }

    /** Refuse the first row that a query finds, if there is one. */
    void refuseAny(OldTable table, String query, String why) {
        each(table, query, row -> {
            throw row.refused(why);
        });
    }

    /** Refuse two rows of one key. */
    void refuseDuplicates(OldTable table, String columns) {
        String key = table.key().stream()
                .map(column -> "min(" + column + ") as " + column)
                .collect(joining(", "));
        refuseAny(
                table,
                "select " + key + " from " + table.tableName() + " group by " + columns + " having count(*) > 1",
                "another row has the same " + columns);
    }

    /** Return the one number that a query finds. */
    long number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.getLong(1);
        } catch (SQLException problem) {
            throw unreadable(problem);
        }
    }

    /** Change the tables beside the database. */
    void run(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.executeUpdate();
        } catch (SQLException problem) {
            throw unreadable(problem);
        }
    }

    /** End the snapshot, and drop the tables beside it. */
    @Override
    public void close() {
        try {
            connection.rollback();
        } catch (SQLException problem) {
            throw unreadable(problem);
        }
    }

    static ImportRefusedException unreadable(SQLException problem) {
        return new ImportRefusedException("the old database cannot be read: " + problem.getMessage(), problem);
    }

    private static void accept(OldRow row, RowAction action) throws SQLException {
        try {
            action.accept(row);
        } catch (RejectedException wrong) {
            throw row.refused(wrong.rejection().message());
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
