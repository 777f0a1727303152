package dev.nulltickets.persistence;

import dev.nulltickets.tck.LifecycleContract;
import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerRaceContract;
import dev.nulltickets.tck.TransactionContract;

/** Prove that promises are kept, too, where the time is the database's, as it is for all who do not test. */
class PostgresTimeTest implements TransactionContract, LifecycleContract, TrackerRaceContract {
    @Override
    public StoreFactory stores() {
        return StoreFactory.durable((name, clock) -> Postgres.open(TestPostgres.schema(name)))
                .withTimeOfItsOwn();
    }
}
