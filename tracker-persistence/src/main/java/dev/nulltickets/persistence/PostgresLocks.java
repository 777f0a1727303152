package dev.nulltickets.persistence;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lock numbers that stand for things, with PostgreSQL's advisory locks, until the transaction ends.
 *
 * <p>A transaction that closes several stages closes them in the order of their numbers, so that no two wait for each
 * other. It learns one by one which they are: if the next has a lower number and is taken, the transaction is undone,
 * and begins anew with all that it has asked for. Not safe for use by several threads.
 */
final class PostgresLocks implements Locks {
    private static final Sql LOCK = Sql.plain("select 1 from pg_advisory_xact_lock(?)");
    private static final Sql SHARE = Sql.plain("select 1 from pg_advisory_xact_lock_shared(?)");
    private static final Sql TRY = Sql.plain("select 1 where pg_try_advisory_xact_lock(?)");

    /** Remember what a transaction has locked, whichever of its works has asked for it. */
    static final class Held {
        private final String tracker;
        private final SortedSet<Long> wanted;
        private final TreeSet<Long> closed = new TreeSet<>();
        private final Map<String, Long> versions = new HashMap<>();

        /**
         * Begin with nothing.
         *
         * @param tracker tells this tracker's locks from those of others in the same database
         * @param wanted what earlier runs of the same work have closed; what this one closes is added
         */
        Held(String tracker, SortedSet<Long> wanted) {
            this.tracker = tracker;
            this.wanted = wanted;
        }
    }

    private final Session session;
    private final Held held;

    /** Lock in one transaction, first of all the stages that earlier runs of the same work have closed. */
    PostgresLocks(Session session, Held held) {
        this.session = session;
        this.held = held;
        for (long number : held.wanted) {
            if (held.closed.add(number)) {
                lock(LOCK, number);
            }
        }
    }

    @Override
    public boolean areShared() {
        return true;
    }

    @Override
    public void close(StageKey stage) {
        long number = number(stage);
        if (held.closed.contains(number)) {
            return;
        }
        held.wanted.add(number);
        if (held.closed.isEmpty() || number > held.closed.last()) {
            lock(LOCK, number);
        } else if (!taken(number)) {
            throw new StaleDataException("stages are to be closed in another order");
        }
        held.closed.add(number);
    }

    @Override
    public void enter(StageKey stage) {
        long number = number(stage);
        if (!held.closed.contains(number)) {
            lock(SHARE, number);
        }
    }

    @Override
    public void dependencies() {
        lock(LOCK, Hashes.number(held.tracker, "dependencies"));
    }

    @Override
    public void answer(byte[] keyHash) {
        lock(LOCK, Hashes.number(held.tracker, "answer", HexFormat.of().formatHex(keyHash)));
    }

    @Override
    public void traces() {
        lock(LOCK, Hashes.number(held.tracker, "traces"));
    }

    @Override
    public void use(RunId run) {
        PostgresSequence.useEvents(session, run, this);
    }

    @Override
    public void hold(String id, long version) {
        held.versions.put(id, version);
    }

    @Override
    public void drop(String id) {
        held.versions.remove(id);
    }

    @Override
    public boolean holds(String id, long version) {
        Long known = held.versions.get(id);
        return known != null && known == version;
    }

    private long number(StageKey stage) {
        return Hashes.number(held.tracker, "stage", stage.pipelineId().value(), stage.stage());
    }

    private void lock(Sql sql, long number) {
        session.later(sql, values -> values.number(number));
    }

    private boolean taken(long number) {
        return session.first(TRY, values -> values.number(number), Row::number).isPresent();
    }
}
