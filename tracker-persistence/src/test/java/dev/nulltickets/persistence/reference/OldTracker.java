package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.run.LeaseToken;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Write databases the way the reference does, without a check of anything. */
final class OldTracker implements AutoCloseable {
    /** The time at which the databases are imported. */
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    static final String DEFINITION = """
            {"initial":"todo","states":{"todo":{"agent_role":"coder"},"review":{"agent_role":"reviewer"},\
            "parked":{"agent_role":"operator"},"done":{"agent_role":"coder","terminal":true}},"transitions":[\
            {"from":"todo","to":"review","trigger":"finish"},{"from":"review","to":"done","trigger":"approve"},\
            {"from":"parked","to":"todo","trigger":"resume"}],"owner":"kept as it is"}""";

    private final Connection connection;

    private OldTracker(Connection connection) {
        this.connection = connection;
    }

    static OldTracker create(Path file, OldShape shape) {
        try {
            OldTracker old = new OldTracker(DriverManager.getConnection("jdbc:sqlite:" + file));
            shape.schema().forEach(old::run);
            return old.insert("pipelines", "p", "delivery", DEFINITION, at(-90));
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Return a time in minutes from that of the import. */
    static long at(long minutes) {
        return NOW.plusSeconds(minutes * 60).toEpochMilli();
    }

    OldTracker run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException problem) {
            throw new IllegalStateException(sql, problem);
        }
    }

    /** Insert a row; columns that are not given have their defaults. */
    OldTracker insert(String into, @Nullable Object... values) {
        String sql = "insert into " + into + " values (" + "?, ".repeat(values.length - 1) + "?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
            return this;
        } catch (SQLException problem) {
            throw new IllegalStateException(sql, problem);
        }
    }

    OldTracker task(String id, String stage) {
        return insert(
                "tasks (id, pipeline_id, stage, title, description, created_at_ms, updated_at_ms)",
                id,
                "p",
                stage,
                "title of " + id,
                "description of " + id,
                at(-60),
                at(-50));
    }

    OldTracker set(String task, String assignments) {
        return run("update tasks set " + assignments + " where id = '" + task + "'");
    }

    OldTracker run(String id, String task, int attempt, String status) {
        return insert(
                "runs (id, task_id, attempt, status, agent_id, agent_role, started_at_ms, ended_at_ms)",
                id,
                task,
                attempt,
                status,
                "ada",
                "coder",
                at(-40),
                status.equals("running") ? null : at(-39));
    }

    /** Lease a run, with its id for a token, from ten minutes ago. */
    OldTracker lease(String run, long untilMinutes) {
        return insert("leases", "lease-" + run, run, "ada", hash(run), at(untilMinutes), at(-10));
    }

    OldTracker depends(String task, String dependsOn) {
        return insert("task_dependencies", task, dependsOn, at(-55));
    }

    static byte[] hash(String token) {
        return HexFormat.of().parseHex(new LeaseToken(token).hash().hex());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
