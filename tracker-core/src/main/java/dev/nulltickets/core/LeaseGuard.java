package dev.nulltickets.core;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.spi.ReadTx;
import java.util.Optional;

/** Let only the holder of a live lease pass. */
final class LeaseGuard {
    private LeaseGuard() {}

    static Lease of(ReadTx tx, LeaseId id, LeaseToken token) {
        return check(tx, tx.leases().find(id), new Rejection.NotFound("live lease", id.value()), token);
    }

    static Lease of(ReadTx tx, RunId run, LeaseToken token) {
        return check(tx, tx.leases().of(run), new Rejection.NotFound("live lease for run", run.value()), token);
    }

    private static Lease check(ReadTx tx, Optional<Lease> found, Rejection absent, LeaseToken token) {
        Lease lease = found.orElseThrow(absent::asException);
        if (!lease.tokenHash().matches(token)) {
            throw new Rejection.Unauthorized("the bearer token is not the lease token of this run").asException();
        }
        if (!lease.live(tx.now())) {
            throw new Rejection.LeaseExpired(lease.id()).asException();
        }
        return lease;
    }
}
