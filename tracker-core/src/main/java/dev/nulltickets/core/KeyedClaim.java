package dev.nulltickets.core;

import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Make one try of a claim that has an idempotency key, and remember what it has found. Its work may be run again, like
 * that of every transaction.
 */
final class KeyedClaim {
    static final Answer NO_WORK = new Answer(204, "", false);

    private final ClaimRequest request;
    private final int most;
    private final Cancellation cancellation;
    private final Function<? super List<Claim>, Answer> answer;
    private Leases.Found found = Leases.Found.NOTHING;

    KeyedClaim(
            ClaimRequest request, int most, Cancellation cancellation, Function<? super List<Claim>, Answer> answer) {
        this.request = request;
        this.most = most;
        this.cancellation = cancellation;
        this.answer = answer;
    }

    /** Do the work, inside the transaction. */
    Answer claim(Tracker joined) {
        found = Leases.Found.NOTHING;
        Leases leases = joined.leases();
        found = leases.tryAll(request, leases.tokens(request, most), cancellation);
        return found.claims().isEmpty() ? NO_WORK : answer.apply(found.claims());
    }

    /** Say how it went, after the transaction that answered {@code made}: also with what was kept from before. */
    WaitingRoom.Try<Answer> ended(Answer made) {
        return made.changed()
                ? new WaitingRoom.Try<>(made, found.claims(), Set.of())
                : new WaitingRoom.Try<>(null, List.of(), found.closed());
    }
}
