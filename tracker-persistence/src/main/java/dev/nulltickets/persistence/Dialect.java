package dev.nulltickets.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Query;

/** Say how a database is spoken to: how statements are written, and what its errors mean. */
interface Dialect {
    /** Return the text of a statement. */
    String render(Query query, Sql.Lock lock);

    /** Prepare a statement. */
    Prepared prepare(Connection connection, Sql sql) throws SQLException;

    /**
     * Return what to throw for a failed statement: a violated constraint is a fault of the caller, anything else one of
     * the store's surroundings, which is a {@link dev.nulltickets.core.spi.StoreException}.
     */
    RuntimeException failure(SQLException problem);
}
