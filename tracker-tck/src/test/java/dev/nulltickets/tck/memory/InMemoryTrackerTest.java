package dev.nulltickets.tck.memory;

import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerContract;
import dev.nulltickets.tck.TrackerRaceContract;

class InMemoryTrackerTest implements TrackerContract, TrackerRaceContract {
    @Override
    public StoreFactory stores() {
        return StoreFactory.forgetful(InMemoryTrackerStore::open);
    }
}
