package dev.nulltickets.persistence.reference;

import java.sql.SQLException;

/** Name those that have no name: the reference takes agents and roles without one, and this tracker does not. */
final class Names {
    /** Stands for no name. */
    static final String NONE = "unknown";

    private Names() {}

    /** Return the name of an agent, and note where it had none. */
    static String agent(OldRow row, String column) throws SQLException {
        String name = row.textOrNull(column);
        if (name == null || name.isBlank()) {
            row.changed(column + " without a name became \"" + NONE + "\"");
            return NONE;
        }
        return name;
    }

    /** Return the name of an agent. */
    static String agent(String name) {
        return name.isBlank() ? NONE : name;
    }
}
