package dev.nulltickets.core.entry;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonText;
import java.util.Set;

/**
 * Hold what an entry is found by. Texts are words with one space between them, already in the form in which they are
 * compared: an adapter takes them apart at the spaces and compares them by equality.
 *
 * @param namespaceWords the words of the namespace
 * @param keyWords the words of the key
 * @param valueWords the words of the value's text, as far as {@value Words#MOST_CHARACTERS} characters reach
 * @param facets what the value holds at which path, each a word of its own; of a value that holds more than {@value
 *     Facets#MOST}, the first
 * @since 0.1.0
 */
public record EntryIndex(String namespaceWords, String keyWords, String valueWords, Set<String> facets) {
    public EntryIndex {
        facets = Set.copyOf(facets);
    }

    /** Make the index of an entry. */
    public static EntryIndex of(String namespace, String key, JsonText value) {
        Json parsed = value.parsed();
        return new EntryIndex(Words.of(namespace), Words.of(key), Words.of(parsed), Facets.of(parsed));
    }
}
