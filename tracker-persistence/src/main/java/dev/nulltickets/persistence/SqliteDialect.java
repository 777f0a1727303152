package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.sqlite.SQLiteException;

/** Say in what SQLite differs from other databases. It needs no locks, because one transaction writes at a time. */
final class SqliteDialect implements Dialect {
    static final SqliteDialect INSTANCE = new SqliteDialect();

    private static final int PRIMARY_CODE = 0xff;
    private static final int CONSTRAINT = 19;

    private static final DSLContext RENDERER = Renderers.of(SQLDialect.SQLITE);

    private SqliteDialect() {}

    @Override
    public String render(Query query, Sql.Lock lock) {
        return RENDERER.render(query);
    }

    @Override
    public Prepared prepare(Connection connection, Sql sql) throws SQLException {
        return SqlitePrepared.of(connection, sql.text(this));
    }

    @Override
    public RuntimeException failure(SQLException problem) {
        return primaryCode(problem) == CONSTRAINT
                ? new IllegalStateException("the schema forbids it: " + problem.getMessage(), problem)
                : new StoreException("the database failed: " + problem.getMessage(), problem);
    }

    private static int primaryCode(SQLException problem) {
        return problem instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE : 0;
    }
}
