package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that what was acknowledged outlives a process that is killed, and that nothing else is left half done. */
class KillTest {
    private static final int ROUNDS = 4;
    private static final int MOST_LINES = 2_000;

    @TempDir
    private Path directory;

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws IOException, InterruptedException, SQLException {
        Path database = directory.resolve("killed.db");
        Random random = new Random();
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            killedAfter(1 + random.nextInt(MOST_LINES), database, "r" + round, acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(before);
            try (TrackerStore store = Sqlite.open(SqliteSettings.of(database))) {
                store.read(tx -> everythingIsThere(tx, acknowledged));
                store.read(KillTest::figuresAreRight);
            }
            assertThat(integrity(database)).isEqualTo("ok");
        }
    }

    /** Read what a process acknowledges, kill it after so many lines, and read on to its last. */
    private static void killedAfter(int lines, Path database, String prefix, List<String> acknowledged)
            throws IOException, InterruptedException {
        Process child = ChildStore.start(database, prefix);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            int read = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                assertThat(line).startsWith(prefix);
                acknowledged.add(line);
                if (++read == lines) {
                    // Not of the process itself, which would close what is still to be read.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static boolean everythingIsThere(ReadTx tx, List<String> acknowledged) {
        for (String id : acknowledged) {
            // A line that the kill cut short names no task; every other must.
            if (id.equals(acknowledged.getLast())
                    && tx.tasks().find(new TaskId(id)).isEmpty()) {
                continue;
            }
            assertThat(tx.tasks().find(new TaskId(id))).as(id).isPresent();
        }
        return true;
    }

    /** Each write made a task and claimed one, so no committed task is still ready. */
    private static boolean figuresAreRight(ReadTx tx) {
        int tasks = tx.tasks().list(TaskFilter.ALL, null, 1_000_000).size();
        assertThat(tx.figures().stages()).singleElement().satisfies(figure -> {
            assertThat(figure.state()).isEqualTo(TaskState.LEASED);
            assertThat(figure.tasks()).isEqualTo(tasks);
        });
        assertThat(tx.figures().liveLeases(Given.START)).isEqualTo(tasks);
        return true;
    }

    private static String integrity(Path database) throws SQLException {
        try (Connection connection = new Connections(database, SqliteSettings.of(database)).reader();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma integrity_check")) {
            return result.getString(1);
        }
    }
}
