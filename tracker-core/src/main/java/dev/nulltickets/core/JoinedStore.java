package dev.nulltickets.core;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.function.Consumer;
import java.util.function.Function;

/** Let use cases join a transaction that is open already. */
final class JoinedStore implements TrackerStore {
    private final Tx tx;

    JoinedStore(Tx tx) {
        this.tx = tx;
    }

    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        return work.apply(tx);
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        return work.apply(tx);
    }

    @Override
    public Registration onWork(Consumer<? super WorkSignal> listener) {
        throw new IllegalStateException("a listener outlives a transaction: register it outside");
    }

    @Override
    public void close() {
        throw new IllegalStateException("a store is not closed inside a transaction");
    }
}
