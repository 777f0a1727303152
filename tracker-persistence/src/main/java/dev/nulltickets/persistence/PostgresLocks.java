package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lock numbers that stand for things, with PostgreSQL's advisory locks, until the transaction ends.
 *
 * <p>A transaction that closes several stages closes them in the order of their numbers, so that no two wait for each
 * other. It learns one by one which they are: if the next has a lower number and is taken, the transaction is undone, and
 * begins anew with all that it has asked for. Not safe for use by several threads.
 */
final class PostgresLocks implements Locks {
    private static final Sql LOCK = Sql.plain("select 1 from pg_advisory_xact_lock(?)");
    private static final Sql SHARE = Sql.plain("select 1 from pg_advisory_xact_lock_shared(?)");
    private static final Sql TRY = Sql.plain("select 1 where pg_try_advisory_xact_lock(?)");

    private final Session session;
    private final String tracker;
    private final SortedSet<Long> wanted;
    private final TreeSet<Long> closed = new TreeSet<>();

    /**
     * Lock in one transaction, first of all the stages that earlier runs of the same work have closed.
     *
     * @param tracker tells this tracker's locks from those of others in the same database
     * @param wanted what earlier runs have closed; what this one closes is added
     */
    PostgresLocks(Session session, String tracker, SortedSet<Long> wanted) {
        this.session = session;
        this.tracker = tracker;
        this.wanted = wanted;
        for (long number : wanted) {
            lock(LOCK, number);
            closed.add(number);
        }
    }

    @Override
    public void close(StageKey stage) {
        long number = number(stage);
        if (closed.contains(number)) {
            return;
        }
        wanted.add(number);
        if (closed.isEmpty() || number > closed.last()) {
            lock(LOCK, number);
        } else if (!lock(TRY, number)) {
            throw new StaleDataException("stages are to be closed in another order");
        }
        closed.add(number);
    }

    @Override
    public void enter(StageKey stage) {
        long number = number(stage);
        if (!closed.contains(number)) {
            lock(SHARE, number);
        }
    }

    @Override
    public void dependencies() {
        lock(LOCK, Hashes.number(tracker, "dependencies"));
    }

    @Override
    public void answer(byte[] keyHash) {
        lock(LOCK, Hashes.number(tracker, "answer", HexFormat.of().formatHex(keyHash)));
    }

    @Override
    public void traces() {
        lock(LOCK, Hashes.number(tracker, "traces"));
    }

    private long number(StageKey stage) {
        return Hashes.number(tracker, "stage", stage.pipelineId().value(), stage.stage());
    }

    private boolean lock(Sql sql, long number) {
        return session.first(sql, values -> values.number(number), Row::number).isPresent();
    }
}
