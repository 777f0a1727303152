package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;

/** Say in what PostgreSQL differs from other databases. Only transactions that write lock what they read. */
enum PostgresDialect implements Dialect {
    READING,
    WRITING;

    @Override
    public SQLDialect family() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public String label() {
        return this == READING ? "postgresql-reading" : "postgresql-writing";
    }

    @Override
    public String render(Query query, Sql.Lock lock) {
        String text = Renderer.JOOQ.render(query);
        return this == READING
                ? text
                : switch (lock) {
                    case NONE -> text;
                    case WAIT -> text + " for no key update";
                    case SKIP -> text + " for no key update skip locked";
                };
    }

    @Override
    public Prepared prepare(Connection connection, Sql sql) throws SQLException {
        return new PostgresPrepared(new JdbcPrepared(connection.prepareStatement(sql.text(this))), sql);
    }

    @Override
    public RuntimeException failure(SQLException problem) {
        return switch (PostgresFailure.of(problem)) {
            case FORBIDDEN, DUPLICATE ->
                new IllegalStateException("the schema forbids it: " + problem.getMessage(), problem);
            case CONFLICT, LOST, OTHER, NONE ->
                new StoreException("the database failed: " + problem.getMessage(), problem);
        };
    }

    /** Hold what is only loaded to render a statement. */
    private static final class Renderer {
        static final DSLContext JOOQ = Renderers.of(SQLDialect.POSTGRES);

        private Renderer() {}
    }
}
