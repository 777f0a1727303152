package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.TrackerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Record which statements a connection runs, in order. Safe for use by several threads. */
public final class Recording {
    private final List<String> executed = Collections.synchronizedList(new ArrayList<>());

    /** Open a store of which all that the writer runs is recorded. */
    public TrackerStore open(Path file) {
        SqliteSettings settings = SqliteSettings.of(file);
        DatabaseLock lock = DatabaseLock.acquire(file);
        Schema.migrate(file);
        Connections connections = new Connections(file, settings);
        return SqliteStore.start(
                () -> new Statements(connections::writer, recorded()),
                () -> new Statements(connections::reader),
                settings,
                lock);
    }

    /** Open a database as the store's writer does. */
    public static Connection writer(Path file) throws SQLException {
        return new Connections(file, SqliteSettings.of(file)).writer();
    }

    /** Return what has run since this was asked before. */
    public List<String> taken() {
        synchronized (executed) {
            List<String> taken = List.copyOf(executed);
            executed.clear();
            return taken;
        }
    }

    /** Return a connection whose prepared statements are recorded. */
    public Connection record(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement && arguments[0] instanceof String sql
                    ? record(PreparedStatement.class, statement, sql)
                    : result;
        });
    }

    private Dialect recorded() {
        Dialect dialect = SqliteDialect.INSTANCE;
        return proxy(Dialect.class, (method, arguments) -> {
            Object result = call(dialect, method, arguments);
            return result instanceof Prepared statement && arguments[1] instanceof Sql sql
                    ? record(Prepared.class, statement, sql.text(dialect))
                    : result;
        });
    }

    private <S> S record(Class<S> type, S statement, String sql) {
        return proxy(type, (method, arguments) -> {
            if (!method.getName().equals("close") && !method.getName().startsWith("set")) {
                executed.add(sql);
            }
            return call(statement, method, arguments);
        });
    }

    @FunctionalInterface
    private interface Call {
        Object run(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.run(method, arguments == null ? new Object[0] : arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
