package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Lease;
import java.util.Optional;

/**
 * Read leases.
 *
 * @since 0.1.0
 */
public interface LeaseReader {
    Optional<Lease> find(LeaseId id);

    /** Return the lease that was granted with a run. */
    Optional<Lease> of(RunId run);
}
