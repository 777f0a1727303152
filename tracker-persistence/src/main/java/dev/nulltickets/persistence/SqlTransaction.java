package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ArtifactStore;
import dev.nulltickets.core.spi.AssignmentStore;
import dev.nulltickets.core.spi.DependencyStore;
import dev.nulltickets.core.spi.EntryStore;
import dev.nulltickets.core.spi.EventStore;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.spi.GateStore;
import dev.nulltickets.core.spi.IdempotencyStore;
import dev.nulltickets.core.spi.LeaseStore;
import dev.nulltickets.core.spi.PipelineStore;
import dev.nulltickets.core.spi.RunStore;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.UsageStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Hand out the tables of one session, as of one instant. Reading transactions are the same thing on a connection that
 * refuses writes.
 */
record SqlTransaction(
        Session session,
        InstantSource time,
        PipelineStore pipelines,
        TaskStore tasks,
        DependencyStore dependencies,
        AssignmentStore assignments,
        RunStore runs,
        LeaseStore leases,
        EventStore events,
        GateStore gates,
        ArtifactStore artifacts,
        EntryStore entries,
        TraceStore traces,
        UsageStore usage,
        IdempotencyStore idempotency,
        FigureReader figures)
        implements Tx {

    private static final InstantSource NEVER = InstantSource.fixed(Instant.EPOCH);

    @Override
    public Instant now() {
        session.expectOpen();
        return time.instant();
    }

    /** Bind the tables to a session on SQLite. */
    static SqlTransaction of(Session session, Changes changes, Sequences sequences) {
        return of(session, changes, sequences, Locks.NONE, new Fts5Words(session));
    }

    /** Bind the tables to a session. */
    static SqlTransaction of(Session session, Changes changes, Sequences sequences, Locks locks, EntryWords words) {
        return new SqlTransaction(
                session,
                NEVER,
                new PipelineTable(session),
                new TaskTable(session, changes, locks),
                new DependencyTable(session, locks),
                new AssignmentTable(session),
                new RunTable(session, locks),
                new LeaseTable(session, locks),
                new EventTable(session, sequences),
                new GateTable(session, sequences),
                new ArtifactTable(session),
                new EntryTable(session, sequences, words),
                new TraceTable(session, sequences, locks),
                new UsageTable(session),
                new IdempotencyTable(session, locks),
                new FigureTable(session));
    }

    /** Return a transaction on the same tables at another instant. */
    SqlTransaction at(Instant instant) {
        return at(InstantSource.fixed(instant));
    }

    /** Return a transaction on the same tables that asks for its one instant when it is needed. */
    SqlTransaction at(InstantSource instant) {
        return new SqlTransaction(
                session,
                instant,
                pipelines,
                tasks,
                dependencies,
                assignments,
                runs,
                leases,
                events,
                gates,
                artifacts,
                entries,
                traces,
                usage,
                idempotency,
                figures);
    }
}
