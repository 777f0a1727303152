package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/** Read the row on which a statement of SQLite stands. Of no use once the statement goes on. */
final class SqliteRow extends Row {
    private final DB database;
    private final long statement;

    SqliteRow(DB database, long statement) {
        this.database = database;
        this.statement = statement;
    }

    @Override
    @Nullable
    String textAt(int column) throws SQLException {
        // As bytes, because the driver makes a buffer object by a call from native code for what it reads as text.
        byte[] bytes = bytesAt(column);
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    @Override
    long numberAt(int column) throws SQLException {
        return database.column_long(statement, column);
    }

    @Override
    byte @Nullable [] bytesAt(int column) throws SQLException {
        byte[] bytes = database.column_blob(statement, column);
        // SQLite has no pointer to show for what is empty.
        return bytes == null && !isNullAt(column) ? new byte[0] : bytes;
    }

    @Override
    boolean isNullAt(int column) throws SQLException {
        return database.column_type(statement, column) == Codes.SQLITE_NULL;
    }
}
