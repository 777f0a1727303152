package dev.nulltickets.tck;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Name the stores that a part of the contract is tried on. Each test is handed a {@link StoreFixture} with a store of
 * its own.
 *
 * @since 0.1.0
 */
@ExtendWith(StoreFixtureResolver.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface StoreContract {
    /** Return what opens the stores. Called on the instance of the test class, after its fields are there. */
    StoreFactory stores();
}
