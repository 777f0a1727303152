package dev.nulltickets.http;

import dev.nulltickets.core.IdempotencyKey;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.RejectedException;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Serve one route. What cannot be done is refused with a {@link RejectedException}. */
@FunctionalInterface
interface Handler {
    Reply handle(Request request);

    /** Do what needs no tracker, so that no transaction waits for it, and return what is left to do with one. */
    default Function<Tracker, Reply> prepare(Request request) {
        return tracker -> handle(request.joining(tracker));
    }

    /** Do the work once for all requests that carry one key. */
    default Reply once(Request request, IdempotencyKey key) {
        Function<Tracker, Reply> work = prepare(request);
        return Reply.of(request.tracker().once(key, joined -> work.apply(joined).answer()));
    }

    /** Serve a route by reading its request, which may take its time, and then doing what was read. */
    static <T> Handler of(Function<Request, T> read, BiFunction<Request, T, Reply> act) {
        return new Handler() {
            @Override
            public Reply handle(Request request) {
                return act.apply(request, read.apply(request));
            }

            @Override
            public Function<Tracker, Reply> prepare(Request request) {
                try {
                    T what = read.apply(request);
                    return tracker -> act.apply(request.joining(tracker), what);
                } catch (RejectedException refused) {
                    // An answer that is kept comes before a refusal, so this waits for its turn.
                    return tracker -> {
                        throw refused;
                    };
                }
            }
        };
    }
}
