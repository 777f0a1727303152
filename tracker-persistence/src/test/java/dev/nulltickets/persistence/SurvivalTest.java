package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the threads of a store outlive whatever is thrown on them, and that nobody waits for ever. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SurvivalTest {
    @TempDir
    private Path directory;

    private final Faults writing = new Faults();
    private final Faults reading = new Faults();
    private int readersOpened;
    private Connections connections;
    private TrackerStore store;

    @BeforeEach
    void open() {
        Path file = DatabaseFile.locate(directory.resolve("survives.db"));
        SqliteSettings settings = SqliteSettings.of(file).withReaders(1);
        connections = new Connections(file, settings);
        DatabaseLock lock = DatabaseLock.acquire(file);
        Schema.migrate(file);
        store = SqliteStore.start(
                () -> statements(connections::writer, writing),
                () -> statements(this::reader, reading),
                settings,
                lock);
        store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Statements statements(Statements.Source source, Faults faults) throws SQLException {
        return new Statements(source, faults.in(SqliteDialect.INSTANCE));
    }

    private Connection reader() throws SQLException {
        readersOpened++;
        return connections.reader();
    }

    @Test
    void aListenerMayThrowAnything() {
        store.onWork(signal -> SurvivalTest.<RuntimeException>sneak(new IOException("sneaked out")));
        store.onWork(signal -> SurvivalTest.<RuntimeException>sneak(new OutOfMemoryError("none left")));
        store.onWork(signal -> SurvivalTest.<RuntimeException>sneak(new Throwable("neither")));
        written("one");
        written("two");
        assertThat(tasks()).isEqualTo(2);
    }

    @Test
    void workMayThrowAnything() {
        for (Throwable thrown : new Throwable[] {
            new OutOfMemoryError("none left"), new StackOverflowError(), new IOException("sneaked out"), new Throwable()
        }) {
            assertThat(catchThrowable(() -> store.write(tx -> {
                        tx.tasks().insert(Given.task("undone"));
                        return SurvivalTest.<RuntimeException>sneak(thrown);
                    })))
                    .isSameAs(thrown);
            assertThat(catchThrowable(() -> store.read(tx -> SurvivalTest.<RuntimeException>sneak(thrown))))
                    .isSameAs(thrown);
        }
        written("one");
        assertThat(tasks()).isEqualTo(1);
        // A transaction that was left open would have cost the connection.
        assertThat(readersOpened).isEqualTo(2);
    }

    @Test
    void theWriterOutlivesFaultsBetweenTheWorks() {
        written("one");
        outlivesFaultsBetweenTheWorks();
    }

    @Test
    void soDoesACallerThatWritesByItself() {
        written("one");
        while (store.<Thread>write(tx -> Thread.currentThread()) != Thread.currentThread()) {
            Thread.onSpinWait();
        }
        outlivesFaultsBetweenTheWorks();
        outlivesFaultsWhileItUndoesAWork();
    }

    private void outlivesFaultsBetweenTheWorks() {
        for (String statement : new String[] {"begin", "insert into stage_figures", "commit"}) {
            outlives(statement, () -> written("lost"));
        }
    }

    @Test
    void theWriterOutlivesFaultsWhileItUndoesAWork() {
        written("one");
        outlivesFaultsWhileItUndoesAWork();
    }

    private void outlivesFaultsWhileItUndoesAWork() {
        for (String statement : new String[] {"begin", "savepoint", "rollback to", "release"}) {
            outlives(
                    statement,
                    () -> store.write(tx -> {
                        tx.tasks().insert(Given.task("refused"));
                        throw new IllegalArgumentException("refused");
                    }));
        }
    }

    @Test
    void whoWaitsBehindATransactionThatCannotBeginFailsWithIt() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<ThrowingCallable> works = List.of(
                () -> store.write(tx -> {
                    busyFor(Duration.ofMillis(10)); // longer than others may join
                    writing.next("begin", new SQLException("locked"));
                    writing.next("begin immediate", new SQLException("locked still"));
                    return GroupCommitTest.awaited(go);
                }),
                () -> written("one"),
                () -> written("two"));
        for (ThrowingCallable work : works) {
            Thread thread = Thread.ofVirtual().start(() -> {
                Throwable thrown = catchThrowable(work);
                if (thrown != null) {
                    failures.add(thrown);
                }
            });
            threads.add(thread);
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).hasSize(2).allMatch(StoreException.class::isInstance);
        written("three");
        assertThat(tasks()).isEqualTo(1);
    }

    private void outlives(String statement, ThrowingCallable work) {
        for (Throwable fault :
                new Throwable[] {new OutOfMemoryError(statement), new IllegalStateException(statement)}) {
            writing.next(statement, fault);
            // The rollback fails, too: the next batch must not begin inside of what this one left open.
            writing.next("rollback", new OutOfMemoryError("again"));
            assertThatThrownBy(work)
                    .as(statement)
                    .isInstanceOf(StoreException.class)
                    .hasCause(fault);
            assertThat(store.<Boolean>write(tx -> true)).isTrue();
            assertThat(tasks()).isEqualTo(1);
        }
    }

    @Test
    void aReaderOutlivesFaultsAroundTheWork() throws InterruptedException {
        whileAnotherCallerReads(this::outlivesFaultsAroundTheWork);
    }

    @Test
    void soDoesACallerThatReads() {
        outlivesFaultsAroundTheWork();
    }

    /** Do something while reads are left to the store's threads. */
    private void whileAnotherCallerReads(Runnable doing) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread other = Thread.ofPlatform()
                .start(() -> store.read(tx -> {
                    begun.countDown();
                    return GroupCommitTest.awaited(go);
                }));
        begun.await();
        try {
            assertThat(store.<String>read(tx -> Thread.currentThread().getName()))
                    .startsWith("nulltickets-reader-");
            doing.run();
        } finally {
            go.countDown();
            other.join();
        }
    }

    private void outlivesFaultsAroundTheWork() {
        written("one");
        int more = 0;
        for (Throwable fault : new Throwable[] {new OutOfMemoryError(), new IllegalStateException()}) {
            reading.next("begin", fault);
            assertThatThrownBy(this::tasks).isInstanceOf(StoreException.class).hasCause(fault);
            assertThat(tasks()).isEqualTo(1 + more);
            reading.next("rollback", fault);
            assertThat(tasks()).isEqualTo(1 + more);
            // A snapshot that was left open would not see this.
            written("more " + ++more);
            assertThat(tasks()).isEqualTo(1 + more);
        }
    }

    @Test
    void aReaderReplacesAConnectionThatFailed() throws InterruptedException {
        whileAnotherCallerReads(this::replacesAConnectionThatFailed);
    }

    @Test
    void aCallerReplacesTheConnectionThatFailed() {
        replacesAConnectionThatFailed();
    }

    private void replacesAConnectionThatFailed() {
        written("one");
        assertThat(tasks()).isEqualTo(1);
        int before = readersOpened;
        reading.next("select", new SQLException("disk I/O error"));
        assertThatThrownBy(this::tasks).isInstanceOf(StoreException.class);
        assertThat(readersOpened).isEqualTo(before);
        assertThat(tasks()).isEqualTo(1);
        assertThat(readersOpened).isEqualTo(before + 1);
        assertThat(tasks()).isEqualTo(1);
        assertThat(readersOpened).isEqualTo(before + 1);
    }

    @Test
    void aFailedCommitIsNotCalledUndone() {
        writing.next("commit", new SQLException("disk I/O error"));
        assertThatThrownBy(() -> written("one"))
                .isInstanceOf(StoreException.class)
                .hasMessage("whether this was written is not known, because the commit failed: disk I/O error");
        assertThat(tasks()).isZero();
    }

    @Test
    void aSlowWorkDoesNotHoldUpTheCommitOfThoseBeforeIt() {
        JobQueue<Job<Tx, ?>> queue = new JobQueue<>(10);
        List<Job<Tx, Boolean>> jobs = new ArrayList<>();
        AtomicBoolean firstWasPublished = new AtomicBoolean();
        jobs.add(new Job<>(tx -> busyFor(Duration.ofMillis(50))));
        jobs.add(new Job<>(tx -> {
            firstWasPublished.set(jobs.getFirst().isPublished());
            return true;
        }));
        jobs.forEach(queue::add);
        queue.close();
        try (Statements statements = new Statements(() -> connections.writer())) {
            new Writer(queue, statements, new ReadyListeners(), InstantSource.system(), () -> {}).run();
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
        assertThat(jobs.get(1).await()).isTrue();
        assertThat(firstWasPublished).isTrue();
    }

    @Test
    void aQueueThatRefusesLeavesNobodyWaiting() {
        JobQueue<Job<Tx, ?>> queue = new JobQueue<>(10);
        Job<Tx, Boolean> job = new Job<>(tx -> true);
        queue.add(job);
        queue.refuse(refused -> refused.publishFailure(new StoreException("refused")));
        assertThatThrownBy(job::await).isInstanceOf(StoreException.class).hasMessage("refused");
        assertThatThrownBy(() -> queue.add(job)).isInstanceOf(StoreException.class);
    }

    private static boolean busyFor(Duration duration) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < duration.toNanos()) {
            Thread.onSpinWait();
        }
        return true;
    }

    private void written(String id) {
        store.write(tx -> {
            tx.tasks().insert(Given.task(id));
            return true;
        });
    }

    private long tasks() {
        return store.read(tx -> tx.figures().stages().stream()
                .mapToLong(figure -> figure.tasks())
                .sum());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // The cast vanishes, which is how an undeclared exception gets out.
    private static <E extends Throwable> boolean sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
