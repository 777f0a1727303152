package dev.nulltickets.persistence;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Say what a failure of PostgreSQL means, by its SQLSTATE. */
enum PostgresFailure {
    /** Another transaction was in the way; the same work may succeed when it is run again. */
    CONFLICT,
    /** Another transaction has added the same row; if not, the work is wrong. */
    DUPLICATE,
    /** A constraint is violated. */
    FORBIDDEN,
    /** The connection is gone. */
    LOST,
    /** Anything else. */
    OTHER,
    /** It was not the database that failed. */
    NONE;

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    /** Ended by an administrator, a crash, a start, for doing nothing for too long, or of no use since a migration. */
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "0A000");

    private static final String UNIQUE = "23505";
    /** What a statement ends with that has found no row where there must be one. */
    private static final String DIVISION_BY_ZERO = "22012";

    private static final String CONSTRAINT = "23";
    private static final String CONNECTION = "08";

    /** Look for a failure of the database behind what was thrown. */
    static PostgresFailure behind(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException problem) {
                return of(problem);
            }
        }
        return NONE;
    }

    static PostgresFailure of(SQLException problem) {
        String state = problem.getSQLState() == null ? "" : problem.getSQLState();
        if (CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        if (state.startsWith(CONNECTION) || ENDED.contains(state)) {
            return LOST;
        }
        if (state.equals(UNIQUE)) {
            return DUPLICATE;
        }
        return state.startsWith(CONSTRAINT) || state.equals(DIVISION_BY_ZERO) ? FORBIDDEN : OTHER;
    }
}
