package dev.nulltickets.persistence;

import java.sql.SQLException;

/** Say that a text is one that the database cannot keep, so that no row has it. */
final class UnstorableTextException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnstorableTextException() {
        super("text with the character U+0000, or with half of a surrogate pair, cannot be kept");
    }
}
