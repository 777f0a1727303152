package dev.nulltickets.http;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/** Let writes wait for a gate to open. */
record SlowStore(TrackerStore store, CountDownLatch gate) implements TrackerStore {
    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError("a handler was interrupted", stopped);
        }
        return store.write(work);
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        return store.read(work);
    }

    @Override
    public Registration onWork(Consumer<? super WorkSignal> listener) {
        return store.onWork(listener);
    }

    @Override
    public void close() {
        store.close();
    }
}
