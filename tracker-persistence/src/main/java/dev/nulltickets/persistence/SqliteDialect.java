package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.sqlite.SQLiteException;

/** Say in what SQLite differs from other databases: how statements are written, and what its errors mean. */
final class SqliteDialect {
    private static final int PRIMARY_CODE = 0xff;
    private static final int CONSTRAINT = 19;

    // Held, because a logger that nobody holds forgets its level.
    private static final Logger JOOQ = Logger.getLogger("org.jooq");

    private static final DSLContext RENDERER = DSL.using(
            SQLDialect.SQLITE,
            new Settings().withRenderSchema(false).withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED));

    private SqliteDialect() {}

    static String render(Query query) {
        // jOOQ greets with a logo and a tip, which is for its own users and not for those of this library.
        if (JOOQ.getLevel() == null) {
            JOOQ.setLevel(Level.WARNING);
        }
        return RENDERER.render(query);
    }

    /**
     * Return what to throw for a failed statement: a violated constraint is a fault of the caller, anything else one of
     * the store's surroundings.
     */
    static RuntimeException failure(SQLException problem) {
        return primaryCode(problem) == CONSTRAINT
                ? new IllegalStateException("the schema forbids it: " + problem.getMessage(), problem)
                : new StoreException("the database failed: " + problem.getMessage(), problem);
    }

    private static int primaryCode(SQLException problem) {
        return problem instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE : 0;
    }
}
