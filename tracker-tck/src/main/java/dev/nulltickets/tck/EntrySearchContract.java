package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.EntryReader#search} promises.
 *
 * @since 0.1.0
 */
public interface EntrySearchContract extends StoreContract {
    @Test
    default void whatIsFoundComesBackAsItIs(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.put("n", "k", "{ \"title\" : \"old plan\" }", START);
        shelf.put("n", "k", "{ \"title\" : \"new plan\" }", START.plusSeconds(3));
        assertThat(shelf.search(EntrySearch.of("plan"), 10))
                .containsExactly(
                        new Entry("n", "k", JsonText.of("{ \"title\" : \"new plan\" }"), START, START.plusSeconds(3)));
        assertThat(shelf.search(EntrySearch.of("plans"), 10)).isEmpty();
    }

    @Test
    default void anEmptyStoreHoldsNothingToFind(StoreFixture fixture) {
        assertThat(new Shelf(fixture).found("anything")).isEmpty();
    }

    @Test
    default void allWordsMustOccur(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.note("one", "red green");
        shelf.note("two", "green blue red");
        shelf.note("three", "blue");

        assertThat(shelf.found("green")).containsExactlyInAnyOrder("one", "two");
        assertThat(shelf.found("red green")).containsExactlyInAnyOrder("one", "two");
        assertThat(shelf.found("blue red")).containsExactly("two");
        assertThat(shelf.found("blue red yellow")).isEmpty();
        assertThat(shelf.found("gree")).as("a beginning is no word").isEmpty();
        assertThat(shelf.found("redgreen")).isEmpty();
    }

    @Test
    default void wordsMayLieInNamespaceKeyAndValue(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.put("red team", "green-house", "{\"hidden\":[{\"deep\":\"blue\"}, 42, true]}", START);
        shelf.put("red team", "other", "\"blue\"", START);

        assertThat(shelf.found("red green blue")).containsExactly("green-house");
        assertThat(shelf.found("house 42 team")).containsExactly("green-house");
        assertThat(shelf.found("true blue")).containsExactly("green-house");
        assertThat(shelf.found("red blue")).containsExactlyInAnyOrder("green-house", "other");
        assertThat(shelf.found("hidden"))
                .as("the name of a member is not its value")
                .isEmpty();
        assertThat(shelf.found("red other 42")).isEmpty();
    }

    @Test
    default void aSearchMayStayInOneNamespace(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        for (String namespace : List.of("a", "A", "ab", "a b", "a%", "'a'", "\"a\"", "b")) {
            shelf.put(namespace, "in " + namespace, "\"word a\"", START);
        }
        assertThat(shelf.found(EntrySearch.of("word"))).hasSize(8);
        assertThat(shelf.found(EntrySearch.of("word").in("a"))).containsExactly("in a");
        assertThat(shelf.found(EntrySearch.of("word").in("a b"))).containsExactly("in a b");
        assertThat(shelf.found(EntrySearch.of("word").in("\"a\""))).containsExactly("in \"a\"");
        for (String id : TextContract.ODD_IDS) {
            assertThat(shelf.found(EntrySearch.of("word").in(id)))
                    .as("namespace %s", id)
                    .isEmpty();
        }
    }

    @Test
    default void anEntryNeedsOneOfTheFacets(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        keep(fixture, "one", new EntryIndex("", "", "word", Set.of("f1", "f2")));
        keep(fixture, "two", new EntryIndex("", "", "word", Set.of("f2")));
        keep(fixture, "three", new EntryIndex("", "", "word", Set.of("f3")));
        keep(fixture, "four", new EntryIndex("", "", "word f1 f2", Set.of()));
        keep(fixture, "five", new EntryIndex("f1", "f2", "other", Set.of("f1", "word")));

        assertThat(shelf.found(faceted("f1"))).containsExactly("one");
        assertThat(shelf.found(faceted("f2"))).containsExactlyInAnyOrder("one", "two");
        assertThat(shelf.found(faceted("f1", "f3"))).containsExactlyInAnyOrder("one", "three");
        assertThat(shelf.found(faceted("f1", "f2"))).containsExactlyInAnyOrder("one", "two");
        assertThat(shelf.found(faceted("f4"))).isEmpty();
        assertThat(shelf.found(faceted())).containsExactlyInAnyOrder("one", "two", "three", "four");
    }

    @Test
    default void facetsAreNoWords(StoreFixture fixture) {
        keep(fixture, "one", new EntryIndex("", "", "word", Set.of("f1", "f2")));
        assertThat(new Shelf(fixture).found("f1")).isEmpty();
        assertThat(new Shelf(fixture).found("word f1")).isEmpty();
    }

    @Test
    default void aSearchEndsAtItsLimit(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        for (int i = 0; i < 7; i++) {
            shelf.note("k" + i, "word ".repeat(7 - i) + "filler ".repeat(3 * i));
        }
        assertThat(shelf.search(EntrySearch.of("word"), 3))
                .extracting(Entry::key)
                .containsExactly("k0", "k1", "k2");
        assertThat(shelf.search(EntrySearch.of("word"), 7)).hasSize(7);
        assertThat(shelf.search(EntrySearch.of("word").in(Shelf.NOTES), 1))
                .extracting(Entry::key)
                .containsExactly("k0");
    }

    @Test
    default void moreOftenInAShorterTextIsNotWorse(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        for (int rank : List.of(3, 1, 4, 2, 0)) {
            shelf.note("rank " + rank, "hay ".repeat(20 * rank) + "needle pin ".repeat(5 - rank));
        }
        shelf.note("none", "needle hay hay");

        assertThat(shelf.found("needle pin")).containsExactly("rank 0", "rank 1", "rank 2", "rank 3", "rank 4");
    }

    @Test
    default void aReplacedEntryIsFoundByItsNewWordsOnly(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.put("n", "k", "{\"state\":\"draft both\"}", START);
        shelf.put("n", "k", "{\"state\":\"final both\"}", START);

        assertThat(shelf.found("draft")).isEmpty();
        assertThat(shelf.found("final")).containsExactly("k");
        assertThat(shelf.found("both")).containsExactly("k");
        assertThat(shelf.found(EntrySearch.of("both").where("$.state", "draft both")))
                .isEmpty();
        assertThat(shelf.found(EntrySearch.of("both").where("$.state", "final both")))
                .containsExactly("k");
    }

    @Test
    default void wordsOfAQueryLanguageAreWords(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        List<String> words = List.of(
                "and",
                "or",
                "not",
                "near",
                "match",
                "namespace",
                "key",
                "value",
                "places",
                "rowid",
                "select",
                "null",
                "true",
                "0",
                "a",
                "s",
                "f",
                "rank");
        words.forEach(word -> shelf.note("k " + words.indexOf(word), "here " + word));

        for (String word : words) {
            String key = "k " + words.indexOf(word);
            assertThat(shelf.found("here " + word)).as(word).contains(key).hasSizeLessThan(3);
            assertThat(shelf.found("here NOT " + word)).as(word).isSubsetOf("k 2");
        }
        assertThat(shelf.found("and or")).isEmpty();
        assertThat(shelf.found("near(here, and)")).isEmpty();
        assertThat(shelf.found("value:here")).containsExactly("k 7");
        assertThat(shelf.found("her*")).isEmpty();
        assertThat(shelf.found("\"here and\"")).containsExactly("k 0");
        assertThat(shelf.found("-here ^ + and';--")).containsExactly("k 0");
    }

    @Test
    default void sixtyFourWordsAreLookedForAtOnce(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.note("all", words(64));
        shelf.note("fewer", words(63));
        assertThat(shelf.found(words(63))).containsExactlyInAnyOrder("all", "fewer");
        assertThat(shelf.found(words(EntrySearch.MOST_WORDS))).containsExactly("all");
    }

    @Test
    default void wordsOfEveryScriptAreFound(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        List<String> texts = List.of(
                "Füße",
                "İstanbul",
                "Ελλάδα",
                "привет",
                "العربية",
                "עברית",
                "हिन्दी",
                "한국어",
                "東京",
                "ひらがな",
                "ภาษาไทย",
                "😀",
                "👩‍👩‍👧‍👦",
                "👍🏽",
                "❤️",
                "🇪🇺",
                "𝔘nicode",
                "ﬁle",
                "Ｆｕｌｌ",
                "x²",
                "№5");
        for (int i = 0; i < texts.size(); i++) {
            shelf.note("k " + i, "before " + texts.get(i) + " after");
        }
        for (int i = 0; i < texts.size(); i++) {
            assertThat(shelf.found(texts.get(i))).as(texts.get(i)).containsExactly("k " + i);
            assertThat(shelf.found("BEFORE " + texts.get(i).toUpperCase(Locale.ROOT)))
                    .as(texts.get(i))
                    .containsExactly("k " + i);
        }
    }

    @Test
    default void wordsAreComparedToTheLetter(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        List<String> words =
                List.of("e", "\u00e9", "e\u0301", "ı", "i", "ß", "ss", "ς", "σ", "東", "京", "東京", "😀", "😁", "a0", "a");
        for (String word : words) {
            keep(fixture, "k " + words.indexOf(word), new EntryIndex("", "", "x " + word, Set.of()));
        }
        for (String word : words) {
            assertThat(shelf.found(new EntrySearch(List.of(word), null, Set.of())))
                    .as(word)
                    .containsExactly("k " + words.indexOf(word));
        }
    }

    @Test
    default void wordsOfFullLengthAreTold(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.note("short", "x".repeat(199));
        shelf.note("long", "x".repeat(200));
        shelf.note("astral", "𐐨".repeat(200));
        assertThat(shelf.found("x".repeat(199))).containsExactly("short");
        assertThat(shelf.found("x".repeat(200))).containsExactly("long");
        assertThat(shelf.found("𐐨".repeat(200))).containsExactly("astral");
        assertThat(shelf.found("𐐨".repeat(199))).isEmpty();
    }

    private static void keep(StoreFixture fixture, String key, EntryIndex index) {
        Entry entry = new Entry(Shelf.NOTES, key, JsonText.of("1"), START, START);
        fixture.change(tx -> tx.entries().put(entry, index));
    }

    private static EntrySearch faceted(String... facets) {
        return new EntrySearch(List.of("word"), null, Set.of(facets));
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }
}
