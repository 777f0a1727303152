package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.EntryStore} promises of putting, listing and deleting. What it promises of
 * searching is in {@link EntrySearchContract}.
 *
 * @since 0.1.0
 */
public interface EntryContract extends StoreContract {
    @Test
    default void anEntryIsFoundAsItWasPut(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        List<String> values = List.of(
                "{ \"b\" : 1.0,\n\t\"a\":[\"\\u00e9\\/\", null, 1E+2], \"a\":-0 }", " [ ] ", "\"\"", "null", "false");
        for (int i = 0; i < values.size(); i++) {
            Entry given = shelf.put("n", "k" + i, values.get(i), START.plusMillis(i));
            assertThat(shelf.find("n", "k" + i)).contains(given);
        }
        assertThat(shelf.list("n")).hasSize(values.size());
    }

    @Test
    default void entriesMayHaveAnyNames(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        for (String name : TextContract.ODD_NAMES) {
            shelf.put(name, "key", JsonObject.string(name).value(), START);
            shelf.put("namespace", name, JsonObject.string(name).value(), START);
        }
        for (String name : TextContract.ODD_NAMES) {
            JsonText value = JsonObject.string(name);
            assertThat(shelf.list(name)).containsExactly(new Entry(name, "key", value, START, START));
            assertThat(shelf.find("namespace", name)).contains(new Entry("namespace", name, value, START, START));
        }
        assertThat(shelf.list("namespace")).hasSameSizeAs(TextContract.ODD_NAMES);
    }

    @Test
    default void anEntryThatIsNotThereIsNotFound(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        Entry there = shelf.put("n", "k", "1", START);
        for (String id : TextContract.ODD_IDS) {
            assertThat(shelf.find("n", id)).as("key %s", id).isEmpty();
            assertThat(shelf.find(id, "k")).as("namespace %s", id).isEmpty();
            assertThat(shelf.list(id)).as("namespace %s", id).isEmpty();
            assertThat(shelf.delete("n", id)).as("key %s", id).isFalse();
            assertThat(shelf.delete(id, "k")).as("namespace %s", id).isFalse();
            assertThat(shelf.deleteAll(id)).as("namespace %s", id).isZero();
        }
        assertThat(shelf.find("N", "k")).isEmpty();
        assertThat(shelf.find("n", "K")).isEmpty();
        assertThat(shelf.list("n")).containsExactly(there);
    }

    @Test
    default void anEntryThatIsReplacedKeepsItsTimeOfCreation(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.put("n", "k", "1", START);
        Entry other = shelf.put("n", "l", "1", START);
        shelf.put("n", "k", "[2]", START.plusSeconds(1));
        shelf.put("n", "k", "{\"three\" : 3}", START.plusSeconds(2));

        Entry kept = new Entry("n", "k", JsonText.of("{\"three\" : 3}"), START, START.plusSeconds(2));
        assertThat(shelf.find("n", "k")).contains(kept);
        assertThat(shelf.list("n")).containsExactly(kept, other);
    }

    @Test
    default void anEntryThatComesBackIsANewOne(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.put("n", "k", "\"old\"", START);
        shelf.delete("n", "k");
        Entry again = shelf.put("n", "k", "\"new\"", START.plusSeconds(9));
        assertThat(shelf.list("n")).containsExactly(again);
        assertThat(shelf.found("new")).containsExactly("k");
        assertThat(shelf.found("old")).isEmpty();
    }

    @Test
    default void entriesAreListedByTheUtf8BytesOfTheirKeys(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        List<String> keys = new ArrayList<>(List.of(
                "\u0001",
                " ",
                "!",
                "1",
                "10",
                "2",
                "A",
                "B",
                "a",
                "a ",
                "a b",
                "ab",
                "b",
                "e\u0301",
                "\u007f",
                "\u00e9",
                "\u0416",
                "\u4e2d",
                "\ud7ff",
                "\ue000",
                "\uff21",
                "\uffe6",
                "\ufffd",
                "\ud800\udc00",
                "\ud83d\ude00",
                "\udbff\udfff"));
        keys.sort(Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(4));
        shuffled.forEach(key -> shelf.put("n", key, "1", START));
        shelf.put("m", "z", "1", START);
        shelf.put("o", "0", "1", START);

        assertThat(shelf.list("n")).extracting(Entry::key).isEqualTo(keys);
    }

    @Test
    default void anEntryIsDeletedOnceAndAlone(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        shelf.put("n", "k", "\"word\"", START);
        Entry neighbour = shelf.put("n", "k2", "\"word\"", START);
        Entry namesake = shelf.put("m", "k", "\"word\"", START);

        assertThat(shelf.delete("n", "k")).isTrue();
        assertThat(shelf.delete("n", "k")).isFalse();
        assertThat(shelf.find("n", "k")).isEmpty();
        assertThat(shelf.list("n")).containsExactly(neighbour);
        assertThat(shelf.list("m")).containsExactly(namesake);
        assertThat(shelf.found("word")).containsExactlyInAnyOrder("k2", "k");
    }

    @Test
    default void aNamespaceIsDeletedWholeAndAlone(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        fixture.change(tx -> {
            for (int i = 0; i < 1_500; i++) {
                Entry entry = new Entry("n", "k" + i, JsonText.of("[\"word\", " + i + "]"), START, START);
                tx.entries().put(entry, Shelf.indexOf(entry));
            }
        });
        for (String near : List.of("N", "nn", " n", "n ", "n%", "_")) {
            shelf.put(near, "near", "\"word\"", START);
        }

        assertThat(shelf.deleteAll("n")).isEqualTo(1_500);
        assertThat(shelf.deleteAll("n")).isZero();
        assertThat(shelf.list("n")).isEmpty();
        assertThat(shelf.found("word")).hasSize(6).containsOnly("near");
        assertThat(shelf.found("17")).isEmpty();
        Entry again = shelf.put("n", "k17", "\"word\"", START.plusSeconds(1));
        assertThat(shelf.list("n")).containsExactly(again);
        assertThat(shelf.found("word")).hasSize(7).contains("k17");
    }

    @Test
    default void aWorkThatThrowsLeavesEntriesAndTheirIndexAlone(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        Entry kept = shelf.note("kept", "before");
        Entry spared = shelf.note("spared", "before");
        assertThatThrownBy(() -> fixture.change(tx -> {
                    put(tx.entries()::put, "kept", "after");
                    put(tx.entries()::put, "added", "after");
                    tx.entries().delete(Shelf.NOTES, "spared");
                    assertThat(tx.entries().deleteAll(Shelf.NOTES)).isEqualTo(2);
                    put(tx.entries()::put, "last", "before after");
                    throw new IllegalArgumentException("changed my mind");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(shelf.list(Shelf.NOTES)).containsExactly(kept, spared);
        assertThat(shelf.found("before")).containsExactlyInAnyOrder("kept", "spared");
        assertThat(shelf.found("after")).isEmpty();
    }

    @Test
    default void aWorkFindsTheEntriesThatItPut(StoreFixture fixture) {
        fixture.change(tx -> {
            put(tx.entries()::put, "one", "first");
            assertThat(tx.entries().find(Shelf.NOTES, "one")).isPresent();
            assertThat(tx.entries().search(EntrySearch.of("first"), 9)).hasSize(1);
            put(tx.entries()::put, "one", "second");
            assertThat(tx.entries().search(EntrySearch.of("first"), 9)).isEmpty();
            assertThat(tx.entries().search(EntrySearch.of("second"), 9)).hasSize(1);
        });
    }

    @Test
    default void entriesOfMegabytesComeBackWhole(StoreFixture fixture) {
        Shelf shelf = new Shelf(fixture);
        Entry big = shelf.note("big", "é😀 \"'\\\n words ".repeat(1 << 18));
        Entry small = shelf.note("small", "words");
        assertThat(shelf.list(Shelf.NOTES)).containsExactly(big, small);
        assertThat(shelf.found("words")).containsExactlyInAnyOrder("big", "small");
        assertThat(shelf.delete(Shelf.NOTES, "big")).isTrue();
        assertThat(shelf.found("words")).containsExactly("small");
    }

    private static void put(BiConsumer<Entry, EntryIndex> put, String key, String text) {
        Entry entry = new Entry(Shelf.NOTES, key, JsonObject.string(text), START.plusSeconds(5), START.plusSeconds(5));
        put.accept(entry, Shelf.indexOf(entry));
    }
}
