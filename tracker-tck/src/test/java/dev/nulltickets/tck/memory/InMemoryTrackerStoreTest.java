package dev.nulltickets.tck.memory;

import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerStoreContract;

final class InMemoryTrackerStoreTest implements TrackerStoreContract {
    @Override
    public StoreFactory stores() {
        return StoreFactory.forgetful(InMemoryTrackerStore::open);
    }
}
