package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Say in the words of an FTS5 index what an entry is found by, and what is looked for. The namespace and the facets
 * are words of the index, too, so that what they exclude costs a search next to nothing. They begin with a character
 * that no word of a text holds: so nobody has to say in which column a word is meant, which would cost each match
 * some time.
 */
final class EntryMatch {
    /** For private use, so neither a letter nor a symbol. */
    private static final String MARK = "\uE000";

    private EntryMatch() {}

    /** Return the words of the column "places". */
    static String places(String namespace, EntryIndex index) {
        return Stream.concat(
                        Stream.of(namespace(namespace)), index.facets().stream().map(EntryMatch::facet))
                .collect(joining(" "));
    }

    /** Return the expression that matches what a search is for. */
    static String expression(EntrySearch search) {
        String namespace = search.namespace();
        Stream<String> all = Stream.concat(
                search.words().stream(), Stream.ofNullable(namespace).map(EntryMatch::namespace));
        String required = all.map(EntryMatch::quoted).collect(joining(" AND "));
        return search.facets().isEmpty()
                ? required
                : search.facets().stream()
                        .map(facet -> quoted(facet(facet)))
                        .collect(joining(" OR ", required + " AND (", ")"));
    }

    private static String quoted(String word) {
        return '"' + word.replace("\"", "\"\"") + '"';
    }

    /** Make a word of a namespace: of its digits, because it may hold anything. */
    private static String namespace(String namespace) {
        return MARK + "n" + HexFormat.of().formatHex(namespace.getBytes(UTF_8));
    }

    private static String facet(String facet) {
        return MARK + facet;
    }
}
