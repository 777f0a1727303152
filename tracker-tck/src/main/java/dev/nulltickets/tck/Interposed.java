package dev.nulltickets.tck;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.function.Consumer;
import java.util.function.Function;

/** Do something right before each write, and right after its commit, before its caller hears of it. */
record Interposed(TrackerStore store, Runnable before, Runnable after) implements TrackerStore {
    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        before.run();
        R result = store.<R>write(work);
        after.run();
        return result;
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        return store.<R>read(work);
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
