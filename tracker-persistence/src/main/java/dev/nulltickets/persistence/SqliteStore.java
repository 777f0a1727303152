package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keep the tracker's state in a SQLite database. SQLite runs on threads of the store, and callers, which may be virtual
 * threads, only wait: in SQLite they would keep other virtual threads from running. But a caller that reads or
 * writes alone does so on its own thread, which spares it the wait for another.
 */
final class SqliteStore implements TrackerStore {
    private final JobQueue<Job<Tx, ?>> writes;
    private final Reads reads;
    private final ReadyListeners listeners = new ReadyListeners();
    private final List<Statements> connections;
    private final List<Thread> readers = new ArrayList<>();
    private final Writer writer;
    private final Thread writing;
    private final Checkpointer checkpointer;
    private final DatabaseLock lock;
    private boolean released;

    private SqliteStore(List<Statements> connections, SqliteSettings settings, DatabaseLock lock) {
        this.connections = connections;
        this.lock = lock;
        writes = new JobQueue<>(settings.queueCapacity());
        Path file = DatabaseFile.locate(settings.file());
        checkpointer = new Checkpointer(new Connections(file, settings)::checkpointer, file);
        writer = new Writer(writes, connections.get(0), listeners, settings.clock(), checkpointer::noteGrowth);
        writing = Threads.daemon("nulltickets-writer", writer);
        JobQueue<Job<ReadTx, ?>> waiting = new JobQueue<>(settings.queueCapacity());
        reads = new Reads(waiting, new Reader(connections.get(1), settings.clock()));
        for (int i = 2; i < connections.size(); i++) {
            Reader reader = new Reader(connections.get(i), settings.clock());
            readers.add(Threads.daemon("nulltickets-reader-" + (i - 1), () -> reader.readAll(waiting)));
        }
    }

    /**
     * Open a migrated database. The lock is the store's from now on, unless this throws.
     *
     * @param writer opens the connection that writes: first, because only it can make the log. It closes last, to empty
     *     the log
     * @param reader opens a connection that reads: one for callers, and one for each thread that reads
     */
    static SqliteStore start(
            Statements.Opener writer, Statements.Opener reader, SqliteSettings settings, DatabaseLock lock) {
        List<Statements> connections = new ArrayList<>();
        try {
            connections.add(writer.open());
            for (int i = 0; i <= settings.readers(); i++) {
                connections.add(reader.open());
            }
            return new SqliteStore(connections, settings, lock).started();
        } catch (SQLException problem) {
            closeAll(connections);
            throw new StoreException("the database cannot be opened: " + problem.getMessage(), problem);
        } catch (Throwable problem) { // Whatever stopped it, the connections must not stay open.
            closeAll(connections);
            throw problem;
        }
    }

    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        expectOutside();
        Job<Tx, R> job = new Job<>(work);
        if (!writer.writesHere(job)) {
            writes.add(job);
        }
        return job.await();
    }

    @Override
    public <R> R writeYielding(Function<? super Tx, ? extends R> work) {
        expectOutside();
        Job<Tx, R> job = new Job<>(work);
        writes.addYielding(job);
        return job.await();
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        expectOutside();
        return reads.await(new Job<>(work));
    }

    @Override
    public Registration onWork(Consumer<? super WorkSignal> listener) {
        writes.expectOpen();
        return listeners.add(listener);
    }

    @Override
    public void close() {
        expectOutside();
        endThreads();
        release();
    }

    private SqliteStore started() {
        try {
            checkpointer.start();
            writing.start();
            readers.forEach(Thread::start);
            return this;
        } catch (Throwable problem) { // There may be no room for a thread; those that run must not stay.
            endThreads();
            throw problem;
        }
    }

    private void endThreads() {
        writes.close();
        reads.end();
        Threads.join(writing);
        readers.forEach(Threads::join);
        checkpointer.end();
    }

    private synchronized void release() {
        if (!released) {
            released = true;
            try {
                closeAll(connections);
                checkpointer.release();
            } finally {
                lock.close();
            }
        }
    }

    private static void closeAll(List<Statements> connections) {
        for (int i = connections.size() - 1; i >= 0; i--) {
            connections.get(i).close();
        }
    }

    private void expectOutside() {
        if (writer.isHere() || reads.isHere() || readers.contains(Thread.currentThread())) {
            throw new IllegalStateException("a transaction is open on this thread already");
        }
    }
}
