package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import java.util.Collection;
import java.util.HexFormat;

/**
 * Say in the words of an FTS5 index what an entry is found by, and what is looked for. The namespace, too, is a word of
 * the index, so that what is in other namespaces costs a search nothing.
 */
final class EntryMatch {
    private EntryMatch() {}

    /** Return the words of the column "places". Facets begin with another letter than namespaces. */
    static String places(String namespace, EntryIndex index) {
        return place(namespace) + " " + String.join(" ", index.facets());
    }

    /** Return the expression that matches what a search is for. */
    static String expression(EntrySearch search) {
        StringBuilder expression =
                new StringBuilder("{namespace key value} : ").append(joined(search.words(), " AND "));
        String namespace = search.namespace();
        if (namespace != null) {
            expression.append(" AND places : ").append(quoted(place(namespace)));
        }
        if (!search.facets().isEmpty()) {
            expression.append(" AND places : ").append(joined(search.facets(), " OR "));
        }
        return expression.toString();
    }

    private static String joined(Collection<String> words, String operator) {
        return words.stream().map(EntryMatch::quoted).collect(joining(operator, "(", ")"));
    }

    private static String quoted(String word) {
        return '"' + word.replace("\"", "\"\"") + '"';
    }

    private static String place(String namespace) {
        return "n" + HexFormat.of().formatHex(namespace.getBytes(UTF_8));
    }
}
