package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.TokenHash;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Copy the leases that hold a task, with the hash of their token, which therefore goes on working. One whose time is
 * over is copied as well: housekeeping takes its task back, with all that belongs to it. A lease that holds nothing,
 * for its run has ended, is left out.
 */
final class LeaseImport {
    private static final int HASH_LENGTH = 32;
    private static final Duration LEAST_TTL = Duration.ofSeconds(1);
    private static final Duration MOST_TTL = Duration.ofHours(24);

    /** What every heartbeat of the reference gives. */
    private static final Duration USUAL_TTL = Duration.ofMinutes(5);

    private static final String LEASES = """
            select l.*, r.id as known_run, h.lease_id as holding, r.task_id, r.attempt, r.started_at_ms,
              t.pipeline_id, t.stage
            from leases l
            left join runs r on r.id = l.run_id
            left join tasks t on t.id = r.task_id
            left join held h on h.lease_id = l.id""";

    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    LeaseImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.run("create index temp.held_by_lease on held (lease_id)");
        old.each(OldTable.LEASES, LEASES, row -> {
            if (row.isNull("known_run")) {
                throw row.refused("run_id names no run: " + row.textOrNull("run_id"));
            }
            if (row.isNull("holding")) {
                row.changed("left out, because it holds no task any more");
            } else {
                tx.leases().grant(lease(row));
                report.imported(ReportDraft.Kind.LEASES);
            }
        });
    }

    private static Lease lease(OldRow row) throws SQLException {
        return new Lease(
                new LeaseId(row.id("id")),
                new RunId(row.id("run_id")),
                new TaskId(row.id("task_id")),
                new PipelineId(row.id("pipeline_id")),
                row.text("stage"),
                hash(row),
                row.within("attempt", 1, Integer.MAX_VALUE),
                row.time("started_at_ms"),
                ttl(row),
                row.time("expires_at_ms"),
                false);
    }

    private static TokenHash hash(OldRow row) throws SQLException {
        byte[] hash = row.bytesOrNull("token_hash");
        if (hash == null || hash.length != HASH_LENGTH) {
            throw row.refused("token_hash must have " + HASH_LENGTH + " bytes");
        }
        return new TokenHash(HexFormat.of().formatHex(hash));
    }

    /** Return what the last heartbeat gave: the old lease does not say what it will give next. */
    private static Duration ttl(OldRow row) throws SQLException {
        Duration given = Duration.between(row.time("last_heartbeat_ms"), row.time("expires_at_ms"));
        if (given.isNegative() || given.isZero()) {
            row.changed("a time to live that is none became 5 minutes");
            return USUAL_TTL;
        }
        if (given.compareTo(LEAST_TTL) < 0) {
            row.changed("a time to live below 1 s became 1 s");
            return LEAST_TTL;
        }
        if (given.compareTo(MOST_TTL) > 0) {
            row.changed("a time to live beyond 24 h became 24 h, from the next heartbeat on");
            return MOST_TTL;
        }
        return given;
    }
}
