package dev.nulltickets.http;

import dev.nulltickets.core.Cancellation;
import dev.nulltickets.core.IdempotencyKey;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.RejectedException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Serve claims: at once, or when there is work. Nobody waits inside a transaction. */
final class ClaimHandler implements Handler {
    private final Handler atOnce = Handler.of(ClaimBody::read, LeaseRoutes::claim);

    @Override
    public Reply handle(Request request) {
        ClaimBody claim = ClaimBody.read(request);
        WorkWait wait = claim.patience();
        return wait == null
                ? LeaseRoutes.claim(request, claim)
                : Reply.waiting(ending -> await(request.tracker(), claim, wait, ending, null));
    }

    @Override
    public Function<Tracker, Reply> prepare(Request request) {
        return atOnce.prepare(request);
    }

    @Override
    public Reply once(Request request, IdempotencyKey key) {
        try {
            ClaimBody claim = ClaimBody.read(request);
            WorkWait wait = claim.patience();
            if (wait != null) {
                return Reply.waiting(ending -> await(request.tracker(), claim, wait, ending, key));
            }
        } catch (RejectedException refused) {
            // An answer that is kept comes before a refusal, so it is told in its turn.
            return Handler.super.once(request, key);
        }
        return Handler.super.once(request, key);
    }

    private static Reply await(
            Tracker tracker, ClaimBody claim, WorkWait wait, Cancellation ending, @Nullable IdempotencyKey key) {
        try {
            return wait.applied(
                    key == null ? await(tracker, claim, wait, ending) : awaitOnce(tracker, claim, wait, ending, key));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Reply.nothing().closing();
        }
    }

    private static Reply await(Tracker tracker, ClaimBody claim, WorkWait wait, Cancellation ending)
            throws InterruptedException {
        return claim.reply(tracker.leases().awaitAll(claim.request(), claim.most(), wait.longest(), ending));
    }

    private static Reply awaitOnce(
            Tracker tracker, ClaimBody claim, WorkWait wait, Cancellation ending, IdempotencyKey key)
            throws InterruptedException {
        return tracker.awaitOnce(
                        key,
                        claim.request(),
                        claim.most(),
                        wait.longest(),
                        ending,
                        claims -> claim.reply(claims).answer())
                .map(Reply::of)
                .orElseGet(Reply::nothing);
    }
}
