package dev.nulltickets.persistence;

import java.lang.invoke.MethodHandles;
import java.util.List;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Load what the first transaction needs: SQLite's native library and all tables. Nothing is opened or read.
 */
final class WarmUp {
    private static final List<Class<?>> TABLES = List.of(
            EventTable.class,
            GateTable.class,
            EntryTable.class,
            TraceTable.class,
            SpanTable.class,
            UsageTable.class,
            FigureTable.class,
            PipelineTable.class,
            TaskTable.class,
            DependencyTable.class,
            AssignmentTable.class,
            RunTable.class,
            LeaseTable.class,
            ArtifactTable.class,
            IdempotencyTable.class);

    private WarmUp() {}

    static void run() {
        try {
            SQLiteJDBCLoader.initialize();
            for (Class<?> table : TABLES) {
                MethodHandles.lookup().ensureInitialized(table);
            }
        } catch (Exception missing) { // Whatever it is, whoever opens a database meets it again, and can say so.
            return;
        }
    }
}
