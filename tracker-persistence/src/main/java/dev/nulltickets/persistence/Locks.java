package dev.nulltickets.persistence;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.spi.TaskStore.StageKey;

/**
 * Keep other transactions from what this one has looked at and no row stands for, until it ends. What rows stand for is
 * kept by locking them.
 */
interface Locks {
    /** Need none, because one transaction writes at a time. */
    Locks NONE = new Locks() {
        @Override
        public boolean areShared() {
            return false;
        }

        @Override
        public void close(StageKey stage) {}

        @Override
        public void enter(StageKey stage) {}

        @Override
        public void dependencies() {}

        @Override
        public void answer(byte[] keyHash) {}

        @Override
        public void traces() {}

        @Override
        public void use(RunId run) {}

        @Override
        public void hold(String id, long version) {}

        @Override
        public void drop(String id) {}

        @Override
        public boolean holds(String id, long version) {
            return false;
        }
    };

    /** Say whether there are others to keep from anything. */
    boolean areShared();

    /** Keep others from granting leases in a stage, so that they can be counted. */
    void close(StageKey stage);

    /** Grant a lease in a stage when nobody counts them. */
    void enter(StageKey stage);

    /** Keep others from looking along the dependencies, so that no two together close a cycle. */
    void dependencies();

    /** Keep others from an idempotency key. */
    void answer(byte[] keyHash);

    /** Keep others from writing traces, whose links, tokens and sizes lean on each other. */
    void traces();

    /** Expect that a run is going to be added to, along with the next question. */
    void use(RunId run);

    /** Note that a row is locked, or new, and has this version: nobody else changes it before the transaction ends. */
    void hold(String id, long version);

    /** Note that a row which may be noted is changed. */
    void drop(String id);

    /** Say whether a row was noted to have this version, so that what becomes of a change is certain. */
    boolean holds(String id, long version);
}
