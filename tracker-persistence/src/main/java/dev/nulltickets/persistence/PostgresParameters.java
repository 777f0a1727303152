package dev.nulltickets.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Bind parameters for PostgreSQL, which would end the transaction over a text that it cannot keep. Not safe for use by
 * several threads.
 */
final class PostgresParameters extends Parameters {
    PostgresParameters(PreparedStatement statement) {
        super(statement);
    }

    /** Bind a text, unless no row can have it. */
    @Override
    Parameters text(@Nullable String value) throws SQLException {
        if (value != null && !storable(value)) {
            throw new UnstorableTextException();
        }
        return super.text(value);
    }

    private static boolean storable(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
