package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.StoreException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Let things happen at the worst moment of a claim that waits.
 *
 * @since 0.1.0
 */
public interface TrackerWaitMomentContract extends StoreContract {
    @Test
    default void workThatComesRightBehindATryIsNotMissed(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Runnable work = () -> desk.create(task -> task);
        Tracker tracker = new Tracker(new Interposed(stores.store(), () -> {}, new OnWrite(1, () -> work)));
        assertThat(Crowd.result(
                        Crowd.alone(() -> tracker.leases().awaitAll(ClaimRequest.of("ada", "coder"), 1, Sleeper.LONG))))
                .hasSize(1);
    }

    @Test
    default void whoIsCancelledAfterTheCallHandsItOn(StoreFixture stores) {
        Desk desk = new Desk(stores);
        AtomicReference<Runnable> atThirdWrite = new AtomicReference<>(() -> {});
        Tracker tracker = new Tracker(new Interposed(stores.store(), new OnWrite(3, atThirdWrite::get), () -> {}));
        Sleeper first = Sleeper.of(tracker, ClaimRequest.of("ada", "coder"));
        atThirdWrite.set(first::cancel);
        Sleeper second = Sleeper.of(tracker, ClaimRequest.of("bob", "coder"));
        TaskId id = desk.create(task -> task);
        assertThat(first.claims()).isEmpty();
        assertThat(second.task()).isEqualTo(id);
    }

    @Test
    default void whoseStoreFailsAfterTheCallHandsItOn(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Runnable failure = () -> {
            throw new StoreException("the disk is away");
        };
        Tracker tracker = new Tracker(new Interposed(stores.store(), new OnWrite(3, () -> failure), () -> {}));
        Sleeper first = Sleeper.of(tracker, ClaimRequest.of("ada", "coder"));
        Sleeper second = Sleeper.of(tracker, ClaimRequest.of("bob", "coder"));
        TaskId id = desk.create(task -> task);
        assertThatThrownBy(first::claims).hasCauseInstanceOf(StoreException.class);
        assertThat(second.task()).isEqualTo(id);
    }

    /** Do something at one of the writes, counted from 1. */
    record OnWrite(AtomicInteger left, Supplier<Runnable> what) implements Runnable {
        OnWrite(int number, Supplier<Runnable> what) {
            this(new AtomicInteger(number), what);
        }

        @Override
        public void run() {
            if (left.decrementAndGet() == 0) {
                what.get().run();
            }
        }
    }
}
