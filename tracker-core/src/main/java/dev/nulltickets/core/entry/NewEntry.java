package dev.nulltickets.core.entry;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.Rejection;

/**
 * Ask to put a value, in place of the one that is there. To make one takes time that grows with the value, so it is
 * made before a transaction begins.
 *
 * @param value any JSON value, kept as it is
 * @param index what the entry is found by: {@link EntryIndex#of} of the rest
 * @since 0.1.0
 */
public record NewEntry(String namespace, String key, JsonText value, EntryIndex index) {
    /** The one namespace that nothing can be put in, because its path means something else. */
    public static final String RESERVED_NAMESPACE = "search";

    public NewEntry {
        if (namespace.equals(RESERVED_NAMESPACE)) {
            throw new Rejection.ReservedNamespace(namespace).asException();
        }
        Checks.name("namespace", namespace);
        Checks.name("key", key);
    }

    /**
     * Ask to put a value.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code ReservedNamespace} or {@code ValidationFailed}
     */
    public static NewEntry of(String namespace, String key, JsonText value) {
        return new NewEntry(namespace, key, value, EntryIndex.of(namespace, key, value));
    }
}
