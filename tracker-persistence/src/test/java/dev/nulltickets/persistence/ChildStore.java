package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Use a database in a process of its own, until that is killed: several callers write tasks, and print the id of each
 * when its write has returned. Prints why if it cannot.
 */
final class ChildStore {
    private static final int CALLERS = 8;

    private ChildStore() {}

    /** Start a process. */
    static Process start(Path database, String prefix) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ChildStore.class.getName(),
                        database.toString(),
                        prefix))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try {
            TrackerStore store = Sqlite.open(SqliteSettings.of(Path.of(arguments[0])));
            store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
            for (int caller = 0; caller < CALLERS; caller++) {
                String prefix = arguments[1] + "-" + caller + "-";
                Thread.ofPlatform().start(() -> write(store, prefix, out));
            }
        } catch (StoreException refused) {
            out.println(refused.getMessage());
        }
    }

    private static void write(TrackerStore store, String prefix, PrintStream out) {
        for (int number = 0; ; number++) {
            String id = prefix + number;
            store.write(tx -> {
                tx.tasks().insert(Given.task(id));
                return Given.claim(tx);
            });
            out.println(id);
            out.flush();
        }
    }
}
