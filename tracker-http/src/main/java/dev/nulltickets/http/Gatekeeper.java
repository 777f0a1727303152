package dev.nulltickets.http;

import dev.nulltickets.core.Leases;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.LeaseToken;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Let a request pass only with the credential that its route asks for. */
final class Gatekeeper {
    private final Leases leases;
    private final @Nullable ApiToken apiToken;

    Gatekeeper(Tracker tracker, @Nullable String apiToken) {
        this.leases = tracker.leases();
        this.apiToken = apiToken == null ? null : new ApiToken(apiToken);
    }

    /** Check what can be checked before the body is read. A lease is checked by the transaction that uses it. */
    void admit(Router.Found.Match match, @Nullable String bearer) {
        switch (match.route().credential()) {
            case NONE -> {}
            case API -> require(opens(bearer), "the API token");
            case API_OR_RUN_LEASE ->
                require(opens(bearer) || opensRun(match, bearer), "the API token or the run's lease token");
            case RUN_LEASE, LEASE -> require(bearer != null, "the lease token");
        }
    }

    /** Check the lease of a request that is refused for another reason, because who may not ask learns nothing else. */
    void admitToLease(Router.Found.Match match, @Nullable String bearer) {
        switch (match.route().credential()) {
            case RUN_LEASE -> leases.authorize(new RunId(match.parameter("id")), token(bearer));
            case LEASE -> leases.authorize(new LeaseId(match.parameter("id")), token(bearer));
            case NONE, API, API_OR_RUN_LEASE -> {}
        }
    }

    /** Return the token of an {@code Authorization: Bearer} header; null if there is none, or more than one header. */
    static @Nullable String bearer(List<String> authorizations) {
        if (authorizations.size() != 1 || !authorizations.getFirst().regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        String token = authorizations.getFirst().substring(7).strip();
        return token.isEmpty() ? null : token;
    }

    private boolean opens(@Nullable String bearer) {
        return apiToken == null || apiToken.matches(bearer);
    }

    private boolean opensRun(Router.Found.Match match, @Nullable String bearer) {
        if (bearer == null) {
            return false;
        }
        try {
            leases.authorize(new RunId(match.parameter("id")), token(bearer));
            return true;
        } catch (RejectedException opensNothing) {
            return false;
        }
    }

    private static LeaseToken token(@Nullable String bearer) {
        return new LeaseToken(Objects.requireNonNull(bearer, "bearer"));
    }

    private static void require(boolean passes, String what) {
        if (!passes) {
            throw new Rejection.Unauthorized("Authorization: Bearer must carry " + what).asException();
        }
    }
}
