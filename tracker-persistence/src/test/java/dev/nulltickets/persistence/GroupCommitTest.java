package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.StoreOverloadedException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that writes which share a commit do not share a fate. */
class GroupCommitTest {
    private static final int WORKS = 200;

    @TempDir
    private Path directory;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private TrackerStore store;

    @BeforeEach
    void open() {
        store = Sqlite.open(SqliteSettings.of(directory.resolve("group.db")).withQueueCapacity(WORKS));
        store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
    }

    @AfterEach
    void close() {
        callers.close();
        store.close();
    }

    @Test
    void workThatThrowsIsUndoneAloneAndItsCallerSeesWhatItThrew() throws Exception {
        List<RuntimeException> thrown = new ArrayList<>();
        List<CompletableFuture<String>> outcomes = together(number -> tx -> {
            tx.tasks().insert(Given.task("task " + number));
            if (number % 3 == 1) {
                throw thrown(thrown, new RejectedException(new Rejection.NotFound("thing", "" + number)));
            }
            if (number % 3 == 2) {
                throw thrown(thrown, new ArithmeticException("" + number));
            }
            return "done " + number;
        });

        int failed = 0;
        for (int number = 0; number < WORKS; number++) {
            CompletableFuture<String> outcome = outcomes.get(number);
            TaskId id = new TaskId("task " + number);
            boolean kept = store.read(tx -> tx.tasks().find(id).isPresent());
            if (number % 3 == 0) {
                assertThat(outcome.join()).isEqualTo("done " + number);
                assertThat(kept).isTrue();
            } else {
                Throwable cause = catchThrowable(outcome::join).getCause();
                assertThat(thrown).anySatisfy(one -> assertThat(one).isSameAs(cause));
                assertThat(kept).isFalse();
                failed++;
            }
        }
        assertThat(thrown).hasSizeGreaterThanOrEqualTo(failed);
        assertThat(store.<Long>read(tx -> tx.figures().stages().stream()
                        .mapToLong(figure -> figure.tasks())
                        .sum()))
                .isEqualTo(WORKS - failed);
    }

    @Test
    void aWorkThatBreaksTheSchemaDoesNotDisturbItsNeighbours() throws Exception {
        List<CompletableFuture<String>> outcomes = together(number -> tx -> {
            tx.tasks().insert(Given.task("task " + number / 2));
            return "done";
        });
        assertThat(outcomes).filteredOn(one -> !one.isCompletedExceptionally()).hasSize(WORKS / 2);
        assertThat(outcomes)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .allSatisfy(one -> assertThatThrownBy(one::join).hasCauseInstanceOf(IllegalStateException.class));
    }

    @Test
    void whatIsNoRuntimeExceptionReachesItsCallerToo() {
        IOException checked = new IOException("sneaked out");
        StackOverflowError error = new StackOverflowError();
        assertThat(catchThrowable(() -> store.write(tx -> sneak(checked)))).isSameAs(checked);
        assertThat(catchThrowable(() -> store.write(tx -> {
                    throw error;
                })))
                .isSameAs(error);
        assertThat(store.<Boolean>write(tx -> true)).isTrue();
    }

    @Test
    void staleWorkIsRunAgainFromAnUndoneStartButNotForEver() {
        AtomicInteger runs = new AtomicInteger();
        store.write(tx -> {
            tx.tasks().insert(Given.task("once"));
            if (runs.incrementAndGet() < 3) {
                throw new StaleDataException("once");
            }
            return true;
        });
        assertThat(runs).hasValue(3);
        assertThatThrownBy(() -> store.write(tx -> {
                    throw new StaleDataException("always");
                }))
                .isInstanceOf(StoreException.class);
        assertThat(store.<Boolean>read(tx -> tx.tasks().find(new TaskId("once")).isPresent()))
                .isTrue();
    }

    @Test
    void workThatYieldsIsDoneAmongOthersWithoutEnd() {
        isDoneAmong(8, tx -> true, () -> store.writeYielding(tx -> "done"));
    }

    @Test
    void workThatYieldsIsDoneBesideOneThatComesBackAtOnce() {
        alone();
        isDoneAmong(1, tx -> true, () -> store.writeYielding(tx -> "done"));
    }

    @Test
    void workThatYieldsIsDoneAmongSlowOnesWithoutEnd() {
        alone();
        isDoneAmong(3, GroupCommitTest::slow, () -> store.writeYielding(tx -> "done"));
    }

    @Test
    void aCallerThatWritesByItselfIsNotKeptForTheOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> caller = CompletableFuture.supplyAsync(
                () -> {
                    alone();
                    return store.write(tx -> {
                        begun.countDown();
                        return awaited(go) && slow(tx) ? "done" : "";
                    });
                },
                // A virtual thread does not write by itself everywhere.
                task -> Thread.ofPlatform().start(task));
        begun.await();
        isDoneAmong(3, GroupCommitTest::slow, () -> {
            go.countDown();
            return caller.join();
        });
    }

    /** Expect an end while others bring works without one. */
    private void isDoneAmong(int busy, Function<Tx, Boolean> others, Supplier<String> work) {
        CompletableFuture<String> done =
                CompletableFuture.supplyAsync(work, callers).orTimeout(30, TimeUnit.SECONDS);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < busy; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        while (!done.isDone()) {
                            boolean unused = store.<Boolean>write(others);
                        }
                    },
                    callers));
        }
        assertThat(done.join()).isEqualTo("done");
        all.forEach(CompletableFuture::join);
    }

    /** Work for longer than others may join. */
    private static boolean slow(Tx tx) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 10_000_000) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void aCallerThatIsAloneWritesOnItsOwnThread() throws Exception {
        assertThat(threadThatWrites().getName()).isEqualTo("nulltickets-writer");
        alone();
        assertThat(threadThatWrites()).isSameAs(Thread.currentThread());
        together(number -> tx -> "among others");
        assertThat(threadThatWrites().getName()).isEqualTo("nulltickets-writer");
        alone();
        assertThat(threadThatWrites()).as("alone again").isSameAs(Thread.currentThread());
    }

    private Thread threadThatWrites() {
        return store.write(tx -> Thread.currentThread());
    }

    /** Return when the store lets this thread write by itself. */
    private void alone() {
        Thread writer = threadThatWrites();
        while (writer != Thread.currentThread()) {
            writer = threadThatWrites();
        }
    }

    @Test
    void whoeverIsInterruptedWritesAndTellsAsIfHeWereNot() {
        List<Boolean> heard = new CopyOnWriteArrayList<>();
        store.onWork(signal -> heard.add(Thread.currentThread().isInterrupted()));
        alone();
        Thread.currentThread().interrupt();
        store.write(tx -> {
            tx.tasks().insert(Given.task("interrupted"));
            return true;
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard).containsExactly(false);
    }

    @Test
    void aCallerThatWritesByItselfIsRefusedByAClosedStore() {
        alone();
        store.close();
        assertThatThrownBy(() -> store.write(tx -> true)).isInstanceOf(StoreException.class);
    }

    @Test
    void aStoreClosesOnlyWhenACallerThatWritesByItselfHasDone() throws Exception {
        alone();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> caller = CompletableFuture.supplyAsync(
                () -> store.write(tx -> {
                    begun.countDown();
                    awaited(go);
                    tx.tasks().insert(Given.task("last"));
                    return true;
                }),
                callers);
        begun.await();
        AtomicReference<Boolean> behind = new AtomicReference<>();
        Thread queued = Thread.ofVirtual().start(() -> behind.set(store.write(tx -> true)));
        untilItWaits(queued);
        Thread closing = Thread.ofVirtual().start(store::close);
        untilItWaits(closing);
        assertThatThrownBy(() -> store.write(tx -> true)).isInstanceOf(StoreException.class);
        go.countDown();
        assertThat(caller.join()).isTrue();
        closing.join();
        queued.join();
        assertThat(behind).hasValue(true);
        try (TrackerStore again = Sqlite.open(SqliteSettings.of(directory.resolve("group.db")))) {
            assertThat(again.<Boolean>read(
                            tx -> tx.tasks().find(new TaskId("last")).isPresent()))
                    .isTrue();
        }
    }

    @Test
    void aFullQueueRefusesAndDoesNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> holder = CompletableFuture.supplyAsync(
                () -> store.write(tx -> {
                    begun.countDown();
                    return awaited(go);
                }),
                callers);
        begun.await();
        JobQueue<String> queue = new JobQueue<>(2);
        queue.add("one");
        queue.add("two");
        assertThatThrownBy(() -> queue.add("three")).isInstanceOf(StoreOverloadedException.class);
        assertThat(queue.take(10)).containsExactly("one", "two");

        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < WORKS; i++) {
            Thread thread = Thread.ofVirtual().start(() -> store.write(tx -> true));
            waiting.add(thread);
            untilItWaits(thread);
        }
        AtomicInteger ran = new AtomicInteger();
        assertThatThrownBy(() -> store.write(tx -> ran.incrementAndGet())).isInstanceOf(StoreOverloadedException.class);
        go.countDown();
        assertThat(holder.join()).isTrue();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(ran).hasValue(0);
        assertThat(store.<Boolean>write(tx -> true)).isTrue();
    }

    @Test
    void aTransactionInsideAnotherIsRefused() {
        expectNoneInside();
        alone();
        expectNoneInside();
    }

    private void expectNoneInside() {
        assertThatThrownBy(() -> store.write(outer -> store.<Boolean>write(inner -> true)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.write(outer -> store.<Boolean>read(inner -> true)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(outer -> store.<Boolean>write(inner -> true)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransactionIsOfNoUseOutsideOfItsFunctionAndThread() {
        AtomicReference<Tx> leaked = new AtomicReference<>();
        store.write(tx -> {
            leaked.set(tx);
            CompletableFuture<Throwable> other = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> tx.tasks().find(new TaskId("any"))), callers);
            assertThat(other.join()).isInstanceOf(IllegalStateException.class);
            return true;
        });
        assertThatThrownBy(() -> leaked.get().tasks().find(new TaskId("any")))
                .isInstanceOf(IllegalStateException.class);
        store.write(tx -> {
            assertThatThrownBy(() -> leaked.get().tasks().find(new TaskId("any")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> leaked.get().now()).isInstanceOf(IllegalStateException.class);
            return tx.tasks().find(new TaskId("any"));
        });
    }

    @Test
    void anInterruptDoesNotCutAWriteShort() throws Exception {
        AtomicReference<Boolean> keptStatus = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().unstarted(() -> {
            Thread.currentThread().interrupt();
            store.write(tx -> {
                tx.tasks().insert(Given.task("interrupted"));
                return true;
            });
            keptStatus.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        caller.join();
        assertThat(keptStatus).hasValue(true);
        assertThat(store.<Boolean>read(
                        tx -> tx.tasks().find(new TaskId("interrupted")).isPresent()))
                .isTrue();
    }

    /** Hold the writer until all works wait, so that they share a commit. */
    private List<CompletableFuture<String>> together(Function<Integer, Function<Tx, String>> work)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        callers.execute(() -> store.write(tx -> {
            begun.countDown();
            return awaited(go);
        }));
        begun.await();
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int number = 0; number < WORKS; number++) {
            Function<Tx, String> one = work.apply(number);
            CompletableFuture<String> outcome = new CompletableFuture<>();
            outcomes.add(outcome);
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    outcome.complete(store.write(one));
                } catch (RuntimeException thrown) { // Kept for the test to look at, whatever it is.
                    outcome.completeExceptionally(thrown);
                }
            });
            threads.add(thread);
            untilItWaits(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return outcomes;
    }

    /** Return when a thread has nothing to wait for but its write: nobody else holds the lock of the queue then. */
    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static RuntimeException thrown(List<RuntimeException> all, RuntimeException one) {
        all.add(one);
        return one;
    }

    static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // The cast vanishes, which is how an undeclared exception gets out.
    private static <T, E extends Throwable> T sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
