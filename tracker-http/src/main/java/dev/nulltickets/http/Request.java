package dev.nulltickets.http;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.run.LeaseToken;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hold what a handler may know of a request.
 *
 * @param tracker what to ask; inside a write with an idempotency key it joins that write's transaction
 * @param path the decoded parameters of the path
 * @param rawQuery the query as it was sent, which only those routes decode that read parameters from it
 * @param json the body's fields, or null if there was no body
 * @param bearer the token that came with the request, or null
 */
record Request(
        Tracker tracker,
        Map<String, String> path,
        String rawQuery,
        @Nullable JsonFields json,
        @Nullable String bearer) {

    Request joining(Tracker joined) {
        return new Request(joined, path, rawQuery, json, bearer);
    }

    /** Return a parameter of the path, which the route has. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** Return a parameter of the query, or null if it is absent or empty. */
    @Nullable
    String query(String name) {
        String value = Paths.query(rawQuery).get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Return the body, which must be there. */
    JsonFields body() {
        if (json == null) {
            throw new Rejection.InvalidJson("a JSON object is required as the body").asException();
        }
        return json;
    }

    /** Return the lease token, which the dispatcher has seen to be there. */
    LeaseToken leaseToken() {
        return new LeaseToken(Objects.requireNonNull(bearer, "bearer"));
    }

    <C extends Cursor> PageRequest<C> page(int defaultLimit, Function<String, C> decode) {
        String cursor = query("cursor");
        return new PageRequest<>(limit(defaultLimit), cursor == null ? null : decode.apply(cursor));
    }

    private int limit(int fallback) {
        String given = Paths.query(rawQuery).get("limit");
        if (given == null) {
            return fallback;
        }
        if (!given.matches("[0-9]{1,9}")) {
            throw new Rejection.InvalidLimit(given, PageRequest.MAX_LIMIT).asException();
        }
        return Integer.parseInt(given);
    }
}
