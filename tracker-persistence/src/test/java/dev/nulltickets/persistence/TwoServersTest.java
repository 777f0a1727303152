package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.tck.DependencyContract;
import dev.nulltickets.tck.EventContract;
import dev.nulltickets.tck.FigureContract;
import dev.nulltickets.tck.IdempotencyContract;
import dev.nulltickets.tck.IsolationContract;
import dev.nulltickets.tck.LeaseContract;
import dev.nulltickets.tck.LifecycleContract;
import dev.nulltickets.tck.RaceContract;
import dev.nulltickets.tck.ReadyContract;
import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerContract;
import dev.nulltickets.tck.TrackerRaceContract;
import dev.nulltickets.tck.TrackerWaitContract;
import dev.nulltickets.tck.TrackerWaitRaceContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Prove that two servers on one database are one tracker: the parts of the contract that say something of more than one
 * transaction, kept by two that take turns.
 */
class TwoServersTest
        implements LeaseContract,
                EventContract,
                DependencyContract,
                IdempotencyContract,
                FigureContract,
                IsolationContract,
                ReadyContract,
                RaceContract,
                LifecycleContract,
                TrackerContract,
                TrackerRaceContract,
                TrackerWaitContract,
                TrackerWaitRaceContract {
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
