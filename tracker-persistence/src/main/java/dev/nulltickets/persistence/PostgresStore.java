package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keep the tracker's state in a PostgreSQL database, beside other servers that do the same. Callers only wait, as
 * many as like; the database is spoken to on threads of the store, each with a connection for the time of a
 * transaction.
 */
final class PostgresStore implements TrackerStore {
    /** How many works share a transaction at most. */
    private static final int MOST_TOGETHER = 32;

    private final JobQueue<Job<Tx, ?>> writes;
    private final JobQueue<Job<ReadTx, ?>> reads;
    private final PostgresCrew<Job<Tx, ?>> writers;
    private final PostgresCrew<Job<ReadTx, ?>> readers;
    private final PostgresConnections connections;
    private final ReadyListeners listeners = new ReadyListeners();
    private final PostgresSignals signals;
    private final PostgresUpkeep upkeep;
    private final PostgresWriter writer;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresStore(PostgresSettings settings, PostgresConnections connections, String tracker) {
        this.connections = connections;
        writes = new JobQueue<>(settings.queueCapacity());
        reads = new JobQueue<>(settings.queueCapacity());
        signals = new PostgresSignals(connections, tracker, listeners);
        upkeep = new PostgresUpkeep(connections);
        PostgresTime time = new PostgresTime(settings.clock());
        writer = new PostgresWriter(connections, time, tracker, signals);
        PostgresReader reader = new PostgresReader(connections, time);
        writers = new PostgresCrew<>("nulltickets-writer", settings.writers(), MOST_TOGETHER, writes, writer::write);
        readers = new PostgresCrew<>(
                "nulltickets-reader", settings.readers(), 1, reads, jobs -> jobs.forEach(reader::read));
    }

    /**
     * Open a migrated database.
     *
     * @param tracker tells this tracker from others in the same database
     */
    static PostgresStore start(PostgresSettings settings, String tracker) {
        try {
            PostgresStore store = new PostgresStore(settings, new PostgresConnections(settings), tracker);
            store.writers.start();
            store.readers.start();
            store.signals.start();
            store.upkeep.start();
            return store;
        } catch (SQLException problem) {
            throw new StoreException(
                    "the database " + settings + " cannot be opened: " + PostgresMessage.behind(problem), problem);
        }
    }

    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        expectOutside();
        Job<Tx, R> job = new Job<>(work);
        writes.add(job);
        return job.await();
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        expectOutside();
        Job<ReadTx, R> job = new Job<>(work);
        reads.add(job);
        return job.await();
    }

    @Override
    public Registration onWork(Consumer<? super WorkSignal> listener) {
        writes.expectOpen();
        return listeners.add(listener);
    }

    /** Return how often writes have asked the database and waited for it. */
    long ways() {
        return writer.ways();
    }

    @Override
    public void close() {
        expectOutside();
        writers.end();
        readers.end();
        if (closed.compareAndSet(false, true)) {
            upkeep.close();
            signals.close();
            connections.close();
        }
    }

    private void expectOutside() {
        Thread current = Thread.currentThread();
        if (writers.includes(current) || readers.includes(current)) {
            throw new IllegalStateException("a transaction is open on this thread already");
        }
    }
}
