package dev.nulltickets.http;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pass everything on to a store, until it is told to fail. */
final class FaultyStore implements TrackerStore {
    private final TrackerStore store;
    private volatile @Nullable RuntimeException fault;

    FaultyStore(TrackerStore store) {
        this.store = store;
    }

    /** Throw this from now on, or nothing if it is null. */
    void fail(@Nullable RuntimeException value) {
        fault = value;
    }

    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        check();
        return store.write(work);
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        check();
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

    private void check() {
        RuntimeException thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
    }
}
