package dev.nulltickets.persistence;

import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerStoreContract;

/** Prove that PostgreSQL keeps every promise of the SPI, with the time told by the kit. */
class PostgresStoreTest implements TrackerStoreContract {
    @Override
    public StoreFactory stores() {
        return StoreFactory.durable(
                (name, clock) -> Postgres.open(TestPostgres.schema(name).withClock(clock)));
    }
}
