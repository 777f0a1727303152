package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.StoreException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
    default void aLeaseThatEndsRightBehindATryIsNotMissed(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Claim held = claimed(desk);
        TaskId id = desk.create(task -> task);
        Runnable end = () -> desk.finish(held);
        Tracker tracker = new Tracker(new Interposed(stores.store(), () -> {}, new OnWrite(1, () -> end)));
        Crowd.result(Crowd.alone(() -> assertThat(tracker.leases().awaitAll(limited("ada", 1), 1, Sleeper.LONG))
                .extracting(claim -> claim.task().id())
                .containsExactly(id)));
    }

    @Test
    default void aLeaseThatEndsWhileTheCallOfAnotherIsUnansweredIsNotMissed(StoreFixture stores) {
        Desk desk = new Desk(stores);
        List<Claim> held = List.of(claimed(desk), claimed(desk));
        List<TaskId> ids = List.of(desk.create(task -> task), desk.create(task -> task));
        Runnable end = () -> desk.finish(held.get(1));
        Tracker tracker = new Tracker(new Interposed(stores.store(), new OnWrite(3, () -> end), () -> {}));
        Sleeper first = Sleeper.of(tracker, limited("ada", 2));
        Sleeper second = Sleeper.of(tracker, limited("ada", 2));
        desk.finish(held.get(0));
        assertThat(List.of(first.task(), second.task())).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    default void aCallIsHandedOnToWhoStillTries(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Claim held = claimed(desk);
        TaskId his = desk.create(task -> task.withAssignee(Samples.BOB));
        List<Sleeper> ada = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch calledInVain = new CountDownLatch(1);
        Iterator<Runnable> behindEach = List.<Runnable>of(
                        () -> Crowd.pass(ended),
                        () -> {
                            desk.finish(held);
                            ended.countDown();
                            Crowd.pass(calledInVain);
                            ada.getFirst().awaitSleep();
                        },
                        calledInVain::countDown,
                        () -> {})
                .iterator();
        Tracker tracker = new Tracker(
                new Interposed(stores.store(), () -> {}, () -> behindEach.next().run()));
        ada.add(Sleeper.of(tracker, limited("ada", 1)));
        assertThat(Crowd.result(Crowd.alone(() -> tracker.leases().awaitAll(limited("bob", 1), 1, Sleeper.LONG))))
                .extracting(claim -> claim.task().id())
                .containsExactly(his);
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

    private static Claim claimed(Desk desk) {
        desk.create(task -> task);
        return desk.claim("coder");
    }

    private static ClaimRequest limited(String agent, long limit) {
        ClaimRequest request = ClaimRequest.of(agent, "coder");
        return new ClaimRequest(request.agentId(), request.role(), request.ttl(), Map.of("todo", limit));
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
