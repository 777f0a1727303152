package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prove that a caller that reads alone does so on its own thread, with what is promised of all reads. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadsTest {
    @TempDir
    private Path directory;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TrackerStore store;

    @BeforeEach
    void open() {
        store = Sqlite.open(SqliteSettings.of(directory.resolve("reads.db")));
    }

    @AfterEach
    void close() {
        go.countDown();
        threads.close();
        store.close();
    }

    @Test
    void aCallerReadsOnItsOwnThread() {
        assertThat(threadThatReads()).isSameAs(Thread.currentThread());
        assertThat(threadThatReads()).as("again").isSameAs(Thread.currentThread());
    }

    @Test
    void aVirtualThreadDoesSoWhereItMay() {
        Thread reader = CompletableFuture.supplyAsync(this::threadThatReads, Thread::startVirtualThread)
                .join();
        assertThat(reader.isVirtual()).isEqualTo(Carriers.spare() > 0);
    }

    @Test
    void othersReadBesideItOnThreadsOfTheStore() throws Exception {
        CompletableFuture<Boolean> first = readUntilTold();
        assertThat(threadThatReads().getName()).startsWith("nulltickets-reader-");
        assertThat(first).isNotDone();
        go.countDown();
        assertThat(first.join()).isTrue();
        assertThat(threadThatReads()).as("after it").isSameAs(Thread.currentThread());
    }

    @Test
    void whoComesWhileAThreadOfTheStoreReadsIsNotAlone() throws Exception {
        CompletableFuture<Boolean> first = readUntilTold();
        CountDownLatch begunBeside = new CountDownLatch(1);
        CountDownLatch goBeside = new CountDownLatch(1);
        CompletableFuture<Boolean> beside = CompletableFuture.supplyAsync(
                () -> store.read(tx -> {
                    begunBeside.countDown();
                    return GroupCommitTest.awaited(goBeside);
                }),
                threads);
        begunBeside.await();
        go.countDown();
        assertThat(first.join()).isTrue();
        try {
            assertThat(threadThatReads().getName()).startsWith("nulltickets-reader-");
        } finally {
            goBeside.countDown();
        }
        assertThat(beside.join()).isTrue();
    }

    @Test
    void itReadsOneSnapshot() throws Exception {
        CompletableFuture<Boolean> reader = readUntilTold();
        store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
        go.countDown();
        assertThat(reader.join()).isTrue();
        assertThat(store.<Integer>read(tx -> tx.pipelines().list().size())).isEqualTo(1);
    }

    @Test
    void whatItThrowsReachesItAndTheNextReadIsOfNow() {
        IllegalArgumentException thrown = new IllegalArgumentException("thrown");
        assertThatThrownBy(() -> store.read(tx -> {
                    assertThat(tx.pipelines().list()).isEmpty();
                    throw thrown;
                }))
                .isSameAs(thrown);
        store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
        assertThat(store.<Integer>read(tx -> tx.pipelines().list().size())).isEqualTo(1);
    }

    @Test
    void noTransactionBeginsInsideOfAnother() throws Exception {
        expectNoneInside();
        CompletableFuture<Boolean> first = readUntilTold();
        expectNoneInside(); // On a thread of the store.
        go.countDown();
        assertThat(first.join()).isTrue();
    }

    private void expectNoneInside() {
        store.read(tx -> {
            assertThatThrownBy(() -> store.read(inner -> true)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.write(inner -> true)).isInstanceOf(IllegalStateException.class);
            return true;
        });
    }

    @Test
    void theStoreClosesOnlyWhenItHasDone() throws Exception {
        CompletableFuture<Boolean> last = readUntilTold();
        Thread closing = Thread.ofPlatform().start(store::close);
        assertThat(closing.join(Duration.ofMillis(200))).isFalse();
        go.countDown();
        assertThat(last.join()).isTrue();
        closing.join();
    }

    @Test
    void aClosedStoreRefusesIt() {
        store.close();
        assertThatThrownBy(() -> store.read(tx -> true)).isInstanceOf(StoreException.class);
    }

    /** Let another caller read until {@link #go}, and return when it has begun; it is to see no pipelines. */
    private CompletableFuture<Boolean> readUntilTold() throws InterruptedException {
        CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(
                () -> store.read(tx -> {
                    boolean before = tx.pipelines().list().isEmpty();
                    begun.countDown();
                    GroupCommitTest.awaited(go);
                    return before && tx.pipelines().list().isEmpty();
                }),
                threads);
        begun.await();
        return reader;
    }

    private Thread threadThatReads() {
        return store.read(tx -> Thread.currentThread());
    }
}
