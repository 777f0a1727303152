package dev.nulltickets.http;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.run.LeaseToken;
import java.time.Duration;
import java.util.List;
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
 * @param content the body, as the route reads it
 * @param bearer the token that came with the request, or null
 * @param preferences the values of the {@code Prefer} headers
 */
record Request(
        Tracker tracker,
        Map<String, String> path,
        String rawQuery,
        Body content,
        @Nullable String bearer,
        List<String> preferences) {

    Request joining(Tracker joined) {
        return new Request(joined, path, rawQuery, content, bearer, preferences);
    }

    /** Return a parameter of the path, which the route has. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** Return a parameter of the query, or null if it is absent or empty. */
    @Nullable
    String query(String name) {
        String value = given(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Return a parameter of the query, which may be empty, or null if it is absent. */
    @Nullable
    String given(String name) {
        return Paths.query(rawQuery).get(name);
    }

    /** Return a time in milliseconds from the query. */
    Duration millis(String name, Duration fallback) {
        String value = given(name);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("-?[0-9]{1,18}")) {
            throw Checks.invalid(
                    name,
                    "must be a whole number from 0 to " + Checks.MAX_DELAY.toMillis() + ", but is \"" + value + "\"");
        }
        return Checks.delay(name, Long.parseLong(value));
    }

    /** Return the fields of the body, or null if there was no body. */
    @Nullable
    JsonFields json() {
        return content instanceof Body.Fields fields ? fields.json() : null;
    }

    /** Return the fields of the body, which must be there. */
    JsonFields body() {
        JsonFields fields = json();
        if (fields == null) {
            throw new Rejection.InvalidJson("a JSON object is required as the body").asException();
        }
        return fields;
    }

    /** Return the body of a route that reads traces. */
    Body.Traces traces() {
        return (Body.Traces) content;
    }

    /** Return the lease token, which the dispatcher has seen to be there. */
    LeaseToken leaseToken() {
        return new LeaseToken(Objects.requireNonNull(bearer, "bearer"));
    }

    <C extends Cursor> PageRequest<C> page(int defaultLimit, Function<String, C> decode) {
        String cursor = query("cursor");
        return new PageRequest<>(limit(defaultLimit), cursor == null ? null : decode.apply(cursor));
    }

    /** Return the size of a page; its range is checked by who makes the page. */
    int limit(int fallback) {
        String given = given("limit");
        if (given == null) {
            return fallback;
        }
        if (!given.matches("[0-9]{1,9}")) {
            throw new Rejection.InvalidLimit(given, PageRequest.MAX_LIMIT).asException();
        }
        return Integer.parseInt(given);
    }
}
