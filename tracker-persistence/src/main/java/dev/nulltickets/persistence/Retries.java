package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.StoreException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Say whether work is to be run again, a bounded number of times, and wait a little before: a random time, so that
 * those who were in each other's way are not so again. Used by one thread.
 */
final class Retries {
    private static final int MOST = 12;
    private static final int MOST_LOST = 4;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private int runs;
    private int lost;
    private int duplicates;

    /**
     * Say whether to run work again that has failed.
     *
     * @throws StoreException if it has failed too often of what should pass
     */
    boolean again(Throwable failure) {
        runs++;
        if (failure instanceof StaleDataException) {
            return within(runs, MOST, failure);
        }
        return switch (PostgresFailure.behind(failure)) {
            case CONFLICT -> within(runs, MOST, failure) && paused();
            case LOST -> within(++lost, MOST_LOST, failure);
            // If the other has come in between a look and an insertion, the next look finds it.
            case DUPLICATE -> ++duplicates == 1;
            case FORBIDDEN, OTHER, NONE -> false;
        };
    }

    private static boolean within(int times, int most, Throwable failure) {
        if (times >= most) {
            throw new StoreException("gave up after " + times + " times: " + PostgresMessage.behind(failure), failure);
        }
        return true;
    }

    private boolean paused() {
        int most = Math.min(LONGEST_PAUSE_MILLIS, 1 << runs);
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(most + 1)));
        return true;
    }
}
