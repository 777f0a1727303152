package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerStoreContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prove that two servers on one database are one tracker: the same contract, kept by two that take turns. */
class TwoServersTest implements TrackerStoreContract {
    @Override
    public StoreFactory stores() {
        return StoreFactory.durable((name, clock) -> {
            PostgresSettings settings = TestPostgres.schema(name).withClock(clock);
            return new TakingTurns(List.of(Postgres.open(settings), Postgres.open(settings)), new AtomicInteger());
        });
    }

    /** Give each transaction to the next store, and listen to the first. */
    private record TakingTurns(List<TrackerStore> stores, AtomicInteger turns) implements TrackerStore {
        @Override
        public <R> R write(Function<? super Tx, ? extends R> work) {
            return next().write(work);
        }

        @Override
        public <R> R read(Function<? super ReadTx, ? extends R> work) {
            return next().read(work);
        }

        @Override
        public Registration onWork(Consumer<? super WorkSignal> listener) {
            return stores.getFirst().onWork(listener);
        }

        @Override
        public void close() {
            stores.forEach(TrackerStore::close);
        }

        private TrackerStore next() {
            return stores.get(Math.floorMod(turns.getAndIncrement(), stores.size()));
        }
    }
}
