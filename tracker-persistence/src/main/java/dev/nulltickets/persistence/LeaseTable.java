package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.LEASES;
import static dev.nulltickets.persistence.jooq.Tables.RUNS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.update;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.TokenHash;
import dev.nulltickets.core.spi.LeaseStore;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.persistence.Sql.Lock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;

/** Keep leases. */
final class LeaseTable implements LeaseStore {

    private static final Sql GRANT = Sql.of(() -> Draft.differing(Part.GRANT, Part.GRANT_OR_FAIL));
    private static final Sql FIND = Sql.of(() ->
            Draft.locking(Lock.WAIT, select(Part.COLUMNS).from(LEASES).where(LEASES.ID.eq(Draft.bind(LEASES.ID)))));
    private static final Sql OF_RUN = Sql.of(() -> Draft.locking(
            Lock.WAIT,
            select(Part.COLUMNS)
                    .from(LEASES)
                    .where(LEASES.TASK_ID
                            .eq(field(select(RUNS.TASK_ID).from(RUNS).where(RUNS.ID.eq(Draft.bind(RUNS.ID)))))
                            .and(LEASES.RUN_ID.eq(Draft.bind(LEASES.RUN_ID))))));
    private static final Sql EXTEND =
            Sql.of(() -> Draft.update(LEASES, Part.HELD, LEASES.EXPIRES_AT_MS, LEASES.TTL_MS));
    private static final Sql END = Sql.of(() -> Draft.of(deleteFrom(LEASES).where(Part.HELD)));
    private static final Sql EXPIRE =
            Sql.of(() -> Draft.of(update(LEASES).set(LEASES.EXPIRED, inline(1L)).where(Part.HELD)));
    private static final Sql OVERDUE = Sql.of(() -> Draft.locking(
            Lock.SKIP,
            select(Part.COLUMNS)
                    .from(LEASES)
                    .where(Part.NOT_EXPIRED.and(LEASES.EXPIRES_AT_MS.le(Draft.bind(LEASES.EXPIRES_AT_MS))))
                    .orderBy(LEASES.EXPIRES_AT_MS, LEASES.ID)
                    .limit(Draft.limit())));
    private static final Sql COUNT_IN_STAGE = Sql.of(() -> Draft.of(select(count())
            .from(selectOne()
                    .from(LEASES)
                    .where(Part.NOT_EXPIRED.and(Part.IN_STAGE))
                    .limit(Draft.limit())
                    .asTable("held"))));

    private final Session session;
    private final Locks locks;

    LeaseTable(Session session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    @Override
    public void grant(Lease lease) {
        locks.enter(new TaskStore.StageKey(lease.pipelineId(), lease.stage()));
        Parameters.Binder binder = values -> values.text(lease.id().value())
                .text(lease.runId().value())
                .text(lease.taskId().value())
                .text(lease.pipelineId().value())
                .text(lease.stage())
                .bytes(HexFormat.of().parseHex(lease.tokenHash().hex()))
                .number(lease.epoch())
                .time(lease.grantedAt())
                .number(lease.ttl().toMillis())
                .time(lease.expiresAt())
                .flag(lease.expired());
        if (!session.later(GRANT, binder)) {
            throw new IllegalStateException("a task has one lease at most, and this one has: " + lease.taskId());
        }
        hold(lease);
    }

    @Override
    public Optional<Lease> find(LeaseId id) {
        return session.first(FIND, values -> values.text(id.value()), this::locked);
    }

    @Override
    public Optional<Lease> of(RunId run) {
        locks.use(run);
        return session.first(OF_RUN, values -> values.text(run.value()).text(run.value()), this::locked);
    }

    @Override
    public boolean extend(LeaseId id, long epoch, Instant until, Duration ttl) {
        return session.changeOne(
                locks.holds(id.value(), epoch),
                EXTEND,
                values -> values.time(until)
                        .number(ttl.toMillis())
                        .text(id.value())
                        .number(epoch));
    }

    @Override
    public boolean end(LeaseId id, long epoch) {
        return release(END, id, epoch);
    }

    @Override
    public boolean expire(LeaseId id, long epoch) {
        return release(EXPIRE, id, epoch);
    }

    private boolean release(Sql sql, LeaseId id, long epoch) {
        boolean certain = locks.holds(id.value(), epoch);
        locks.drop(id.value());
        return session.changeOne(certain, sql, values -> values.text(id.value()).number(epoch));
    }

    @Override
    public List<Lease> overdue(Instant now, int limit) {
        // Who asks for these asks for those tasks next.
        TaskTable.expectDue(session, locks, now, limit);
        return session.all(OVERDUE, values -> values.time(now).number((long) limit), this::locked);
    }

    @Override
    public long held(TaskStore.StageKey stage, long most) {
        if (locks.areShared()) {
            // Who finds it full takes nothing, so nobody needs to be kept out of it.
            long seen = leases(stage, most);
            if (seen >= most) {
                return seen;
            }
        }
        locks.close(stage);
        return leases(stage, most);
    }

    private long leases(TaskStore.StageKey stage, long most) {
        return session.first(
                        COUNT_IN_STAGE,
                        values -> values.text(stage.pipelineId().value())
                                .text(stage.stage())
                                .number(most),
                        Row::number)
                .orElseThrow();
    }

    private Lease locked(Row row) throws SQLException {
        Lease lease = lease(row);
        hold(lease);
        return lease;
    }

    private void hold(Lease lease) {
        if (!lease.expired()) {
            locks.hold(lease.id().value(), lease.epoch());
        }
    }

    private static Lease lease(Row row) throws SQLException {
        return new Lease(
                new LeaseId(row.text()),
                new RunId(row.text()),
                new TaskId(row.text()),
                new PipelineId(row.text()),
                row.text(),
                new TokenHash(HexFormat.of().formatHex(row.bytes())),
                row.number(),
                row.time(),
                Duration.ofMillis(row.number()),
                row.time(),
                row.flag());
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            LEASES.ID,
            LEASES.RUN_ID,
            LEASES.TASK_ID,
            LEASES.PIPELINE_ID,
            LEASES.STAGE,
            LEASES.TOKEN_HASH,
            LEASES.EPOCH,
            LEASES.GRANTED_AT_MS,
            LEASES.TTL_MS,
            LEASES.EXPIRES_AT_MS,
            LEASES.EXPIRED
        };
        static final Condition NOT_EXPIRED = LEASES.EXPIRED.eq(inline(0L));
        static final Condition HELD = LEASES.ID
                .eq(Draft.bind(LEASES.ID))
                .and(LEASES.EPOCH.eq(Draft.bind(LEASES.EPOCH)))
                .and(NOT_EXPIRED);
        static final Condition IN_STAGE =
                LEASES.PIPELINE_ID.eq(Draft.bind(LEASES.PIPELINE_ID)).and(LEASES.STAGE.eq(Draft.bind(LEASES.STAGE)));

        static final Query GRANT = Draft.insertion(LEASES, COLUMNS)
                .onConflict(LEASES.TASK_ID)
                .doUpdate()
                .set(LEASES.ID, excluded(LEASES.ID))
                .set(LEASES.RUN_ID, excluded(LEASES.RUN_ID))
                .set(LEASES.PIPELINE_ID, excluded(LEASES.PIPELINE_ID))
                .set(LEASES.STAGE, excluded(LEASES.STAGE))
                .set(LEASES.TOKEN_HASH, excluded(LEASES.TOKEN_HASH))
                .set(LEASES.EPOCH, excluded(LEASES.EPOCH))
                .set(LEASES.GRANTED_AT_MS, excluded(LEASES.GRANTED_AT_MS))
                .set(LEASES.TTL_MS, excluded(LEASES.TTL_MS))
                .set(LEASES.EXPIRES_AT_MS, excluded(LEASES.EXPIRES_AT_MS))
                .set(LEASES.EXPIRED, excluded(LEASES.EXPIRED))
                .where(LEASES.EXPIRED.eq(inline(1L)));
        /** Divide by the number of rows, so that the transaction fails where there is none. */
        static final Query GRANT_OR_FAIL =
                DSL.query("with granted as ({0} returning 1) select 1 / count(*) from granted", GRANT);

        private Part() {}
    }
}
