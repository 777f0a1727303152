package dev.nulltickets.core;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.run.LeaseToken;
import org.jspecify.annotations.Nullable;

/**
 * Name a write that must happen once, however often it is sent.
 *
 * @param scope what the key is unique in, such as the method and path of an HTTP request
 * @param key the caller's name for the write, not blank, at most {@value Checks#MAX_NAME} characters
 * @param request what was asked for, to tell a retry from another request with the same key
 * @param holder the lease token that came with the request, or null; the answer is returned only to who carries it
 * @since 0.1.0
 */
public record IdempotencyKey(
        String scope, String key, String request, @Nullable LeaseToken holder) {
    public IdempotencyKey {
        requireNonNull(scope, "scope");
        Checks.name("Idempotency-Key", key);
        requireNonNull(request, "request");
    }
}
