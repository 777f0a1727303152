package dev.nulltickets.persistence;

import dev.nulltickets.core.model.RunId;

/**
 * Count ids. The one writer counts them itself, so that an insertion need not ask for the id it was given. Used by
 * whoever writes, one at a time.
 */
final class Counter implements Sequence {
    private long last;

    Counter(long last) {
        this.last = last;
    }

    @Override
    public long next() {
        last = Math.incrementExact(last);
        return last;
    }

    @Override
    public long next(RunId run) {
        return next();
    }

    @Override
    public boolean isBelow(long id) {
        return last < id;
    }

    @Override
    public void pass(long id) {
        last = Math.max(last, id);
    }
}
