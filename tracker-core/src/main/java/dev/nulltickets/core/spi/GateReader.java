package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import java.util.List;
import java.util.Optional;

/**
 * Read gate results.
 *
 * @since 0.1.0
 */
public interface GateReader {
    /** Return all gate results of a run, by id. */
    List<GateResult> of(RunId run);

    /** Return the latest result of one gate in a run. */
    Optional<GateStatus> latest(RunId run, String gate);
}
