package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.AssignmentStore;
import dev.nulltickets.core.spi.DependencyStore;
import dev.nulltickets.core.spi.EventStore;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.spi.GateStore;
import dev.nulltickets.core.spi.IdempotencyStore;
import dev.nulltickets.core.spi.LeaseStore;
import dev.nulltickets.core.spi.PipelineStore;
import dev.nulltickets.core.spi.RunStore;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.core.spi.Tx;
import java.time.Instant;

/**
 * Hand out the tables of one connection, as of one instant. Reading transactions are the same thing on a connection that
 * refuses writes.
 */
record SqlTransaction(
        Instant now,
        PipelineStore pipelines,
        TaskStore tasks,
        DependencyStore dependencies,
        AssignmentStore assignments,
        RunStore runs,
        LeaseStore leases,
        EventStore events,
        GateStore gates,
        IdempotencyStore idempotency,
        FigureReader figures)
        implements Tx {

    /** Bind the tables to a connection. */
    static SqlTransaction of(Statements statements, Changes changes, Sequences sequences) {
        return new SqlTransaction(
                Instant.EPOCH,
                new PipelineTable(statements),
                new TaskTable(statements, changes),
                new DependencyTable(statements),
                new AssignmentTable(statements),
                new RunTable(statements),
                new LeaseTable(statements),
                new EventTable(statements, sequences),
                new GateTable(statements, sequences),
                new IdempotencyTable(statements),
                new FigureTable(statements));
    }

    /** Return a transaction on the same tables at another instant. */
    SqlTransaction at(Instant instant) {
        return new SqlTransaction(
                instant,
                pipelines,
                tasks,
                dependencies,
                assignments,
                runs,
                leases,
                events,
                gates,
                idempotency,
                figures);
    }
}
