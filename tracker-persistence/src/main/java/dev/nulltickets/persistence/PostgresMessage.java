package dev.nulltickets.persistence;

import java.sql.SQLException;

/** Say in one line what a failure of PostgreSQL or of the way to it was. */
final class PostgresMessage {
    private PostgresMessage() {}

    /** Return the message of the failure of the database behind what was thrown. */
    static String behind(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException problem && problem.getSQLState() != null) {
                return of(problem);
            }
        }
        return line(thrown);
    }

    private static String of(SQLException problem) {
        Throwable cause = problem.getCause();
        return cause == null || cause instanceof SQLException || line(problem).contains(line(cause))
                ? line(problem)
                : line(problem) + " (" + cause.getClass().getSimpleName() + ": " + line(cause) + ")";
    }

    private static String line(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
