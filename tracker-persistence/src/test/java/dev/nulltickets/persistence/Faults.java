package dev.nulltickets.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Let chosen statements of a real connection fail, each once. Safe for use by several threads. */
final class Faults {
    private final Map<String, Throwable> before = new ConcurrentHashMap<>();

    /** Let the next run of a statement that begins so throw this instead. */
    void next(String beginning, Throwable fault) {
        before.put(beginning, fault);
    }

    /** Return the connection with the faults in it. */
    Connection in(Connection connection) {
        return proxy(Connection.class, connection, "");
    }

    private <T> T proxy(Class<T> type, T target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        fail(sql);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof PreparedStatement statement
                                ? proxy(PreparedStatement.class, statement, (String) arguments[0])
                                : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                }));
    }

    private void fail(String sql) throws Throwable {
        for (String beginning : List.copyOf(before.keySet())) {
            if (sql.startsWith(beginning)) {
                Throwable fault = before.remove(beginning);
                if (fault != null) {
                    throw fault;
                }
            }
        }
    }
}
