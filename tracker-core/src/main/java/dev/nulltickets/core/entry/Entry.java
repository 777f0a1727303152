package dev.nulltickets.core.entry;

import dev.nulltickets.core.json.JsonText;
import java.time.Instant;

/**
 * Hold a value of the key-value store.
 *
 * @param value any JSON value, as it was given
 * @param updatedAt when the value was put last
 * @since 0.1.0
 */
public record Entry(String namespace, String key, JsonText value, Instant createdAt, Instant updatedAt) {}
