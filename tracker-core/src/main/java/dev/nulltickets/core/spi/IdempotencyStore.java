package dev.nulltickets.core.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * Keep the answers to writes that came with an idempotency key. What is kept is opaque to the adapter.
 *
 * @since 0.1.0
 */
public interface IdempotencyStore {
    /** Return the answer of a key, whether or not its time is over. */
    Optional<StoredAnswer> find(String keyHash);

    /** Keep an answer, in place of one that the key may have. */
    void put(StoredAnswer answer);

    /** Delete at most {@code limit} answers whose time ended at {@code now} or before. Return how many. */
    int purge(Instant now, int limit);

    /**
     * Hold an answer.
     *
     * @param keyHash 64 hex digits that name the key and its scope
     * @param requestHash 64 hex digits that name the request's body
     * @param credentialHash 64 hex digits that name who may have the answer again, or empty for whoever may call
     * @param sealed the encrypted answer
     */
    record StoredAnswer(
            String keyHash,
            String requestHash,
            String credentialHash,
            String sealed,
            Instant createdAt,
            Instant expiresAt) {}
}
