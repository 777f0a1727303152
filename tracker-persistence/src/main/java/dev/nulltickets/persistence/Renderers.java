package dev.nulltickets.persistence;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** Make jOOQ write statements as this adapter wants them: without quotes and schema. */
final class Renderers {
    // Held, because a logger that nobody holds forgets its level.
    private static final Logger JOOQ = Logger.getLogger("org.jooq");

    private Renderers() {}

    static DSLContext of(SQLDialect dialect) {
        // jOOQ greets with a logo and a tip, which is for its own users and not for those of this library.
        if (JOOQ.getLevel() == null) {
            JOOQ.setLevel(Level.WARNING);
        }
        return DSL.using(
                dialect,
                new Settings()
                        .withRenderSchema(false)
                        .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED));
    }
}
