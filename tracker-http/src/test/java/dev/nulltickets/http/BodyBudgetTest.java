package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Prove that large bodies share the memory there is, and that small ones never wait. */
class BodyBudgetTest {
    private static final int MIB = 1024 * 1024;

    private final BodyBudget budget = new BodyBudget(3 * MIB);

    @Test
    void noMoreAreReadAtOnceThanThereIsRoomFor() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                callers.execute(() -> budget.run(MIB, () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return now.decrementAndGet();
                }));
            }
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whatIsLargerThanAllGoesAloneAndSmallOnesPass() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> huge = callers.submit(() -> budget.run(100 * MIB, () -> {
                inside.countDown();
                await(end);
                return true;
            }));
            await(inside);
            Future<Boolean> large = callers.submit(() -> budget.run(MIB, () -> true));
            assertThat(budget.run(1024, () -> true)).isTrue();
            assertThat(large.isDone()).isFalse();
            end.countDown();
            assertThat(huge.get()).isTrue();
            assertThat(large.get()).isTrue();
        }
    }

    @Test
    void whoFailsMakesRoomToo() {
        for (int i = 0; i < 10; i++) {
            try {
                budget.run(3 * MIB, () -> {
                    throw new IllegalStateException("planned");
                });
            } catch (IllegalStateException planned) {
                assertThat(planned).hasMessage("planned");
            }
        }
        assertThat(budget.run(3 * MIB, () -> true)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
