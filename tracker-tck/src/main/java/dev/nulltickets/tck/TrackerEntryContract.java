package dev.nulltickets.tck;

import static dev.nulltickets.tck.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Entries;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Try on a store how entries are kept, and found by words and by what they hold where.
 *
 * @since 0.1.0
 */
public interface TrackerEntryContract extends StoreContract {
    @Test
    default void anEntryIsKeptUntilItIsDeleted(StoreFixture stores) {
        Entries entries = entries(stores);
        entries.put("team alpha", "key/1", JsonText.of("{ \"n\" : 1.0 }"));
        Instant created = entries.find("team alpha", "key/1").createdAt();
        stores.clock().advance(Duration.ofSeconds(2));
        entries.put("team alpha", "key/1", JsonText.of("[ 2 ]"));
        entries.put("team alpha", "key/0", JsonText.of("null"));

        Entry entry = entries.find("team alpha", "key/1");
        assertThat(entry.value().value()).isEqualTo("[ 2 ]");
        assertThat(entry.createdAt()).isEqualTo(created);
        assertThat(entry.updatedAt()).isAfterOrEqualTo(created);
        assertThat(entries.list("team alpha")).extracting(Entry::key).containsExactly("key/0", "key/1");
        assertThat(entries.delete("team alpha", "key/1")).isTrue();
        assertThat(entries.delete("team alpha", "key/1")).isFalse();
        assertRefused(Rejection.NotFound.class, () -> entries.find("team alpha", "key/1"));
        assertThat(entries.deleteAll("team alpha")).isEqualTo(1);
        assertThat(entries.list("team alpha")).isEmpty();
    }

    @Test
    default void theTimesOfAnEntryAreTheClocks(StoreFixture stores) {
        stores.assumeFollowsClock();
        Entries entries = entries(stores);
        entries.put("n", "k", JsonText.of("1"));
        stores.clock().advance(Duration.ofSeconds(2));
        entries.put("n", "k", JsonText.of("2"));
        assertThat(entries.find("n", "k"))
                .isEqualTo(new Entry("n", "k", JsonText.of("2"), Samples.START, Samples.START.plusSeconds(2)));
    }

    @Test
    default void namesThatCannotBeAreRefused(StoreFixture stores) {
        Entries entries = entries(stores);
        JsonText one = JsonText.of("1");
        assertRefused(new Rejection.ReservedNamespace("search"), () -> entries.put("search", "k", one));
        for (String bad : List.of("", " ", "x".repeat(256), "\u0000", "\ud800")) {
            assertRefused(Rejection.ValidationFailed.class, () -> entries.put(bad, "k", one));
            assertRefused(Rejection.ValidationFailed.class, () -> entries.put("n", bad, one));
            assertRefused(Rejection.NotFound.class, () -> entries.find(bad, bad));
        }
        entries.put("n", "search", one);
        entries.put("Search", "k", one);
        assertThat(entries.list("n")).hasSize(1);
    }

    @Test
    default void anEntryIsFoundByWordsAsPeopleWriteThem(StoreFixture stores) {
        Entries entries = entries(stores);
        entries.put(
                "team alpha",
                "release-notes",
                JsonText.of("{\"title\":\"Caf\\u00e9 & \\\"Stra\u00dfe\\\"\",\"n\":[42,true]}"));
        entries.put("team beta", "todo", JsonText.of("\"a cafe elsewhere\""));

        assertThat(found(entries, EntrySearch.of("CAFE strasse"))).containsExactly("release-notes");
        assertThat(found(entries, EntrySearch.of("caf\u00e9"))).containsExactlyInAnyOrder("release-notes", "todo");
        assertThat(found(entries, EntrySearch.of("cafe\u0301").in("team beta"))).containsExactly("todo");
        assertThat(found(entries, EntrySearch.of("notes alpha true 42"))).containsExactly("release-notes");
        assertThat(found(entries, EntrySearch.of("title cafe"))).isEmpty();
        assertThat(entries.search(EntrySearch.of("cafe"), 1)).hasSize(1);
        entries.deleteAll("team alpha");
        assertThat(found(entries, EntrySearch.of("cafe"))).containsExactly("todo");
    }

    @Test
    default void anEntryIsFilteredByWhatItHoldsAtAPath(StoreFixture stores) {
        Entries entries = entries(stores);
        entries.put("n", "full", JsonText.of("""
                {"word":"w","number":5,"text":"5","float":5.0,"yes":true,"no":"false","none":null,"minus":-0.0,
                 "tags":["red",["deep",{"in":1e2}]],"o":{"b":[1,{"c":null}],"a":"x"},"empty":{},"list":[],
                 "a name":1,"it's":2,"quo\\"te":3,"":4,"d.o.t":5,"twice":1,"twice":2}"""));
        entries.put("n", "plain", JsonText.of("\"w\""));
        entries.put("n", "array", JsonText.of("[\"w\", {\"a\":5}]"));

        for (String[] holds : new String[][] {
            {"$.number", "5"},
            {"$.number", "5.0"},
            {"$.number", "50e-1"},
            {"$.number", " 5 "},
            {"$.text", "5"},
            {"$.text", "\"5\""},
            {"$.float", "5"},
            {"$.yes", "true"},
            {"$.no", "false"},
            {"$.none", "null"},
            {"$.minus", "0"},
            {"$.tags[0]", "red"},
            {"$.tags[1][0]", "deep"},
            {"$.tags[1][1].in", "100"},
            {"$.tags", "[\"red\",[\"deep\",{\"in\":100.0}]]"},
            {"$.o", "{\"a\":\"x\",\"b\":[1.0,{\"c\":null}]}"},
            {"$.o.b[1]", "{\"c\":null}"},
            {"$.o.b[1].c", "null"},
            {"$.empty", "{ }"},
            {"$.list", "[ ]"},
            {"$[\"a name\"]", "1"},
            {"$['a name']", "1"},
            {"$.\"a name\"", "1"},
            {"$[\"it's\"]", "2"},
            {"$[\"quo\\\"te\"]", "3"},
            {"$[\"\"]", "4"},
            {"$['']", "4"},
            {"$['d.o.t']", "5"},
            {"$.twice", "2"}
        }) {
            assertThat(found(entries, EntrySearch.of("w").where(holds[0], holds[1])))
                    .as("%s = %s", holds[0], holds[1])
                    .containsExactly("full");
        }
        assertThat(found(entries, EntrySearch.of("w").where("$", "w"))).containsExactly("plain");
        assertThat(found(entries, EntrySearch.of("w").where("$[1].a", "5"))).containsExactly("array");
    }

    @Test
    default void anEntryThatHoldsAnotherValueIsNotFound(StoreFixture stores) {
        Entries entries = entries(stores);
        entries.put("n", "k", JsonText.of("""
                {"word":"w","number":5,"text":"5","yes":true,"none":null,"list":[1,2],"o":{"a":1},"twice":1,"twice":2}"""));
        for (String[] lacks : new String[][] {
            {"$.number", "6"},
            {"$.number", "\"5\""},
            {"$.number", "-5"},
            {"$.number", "5.01"},
            {"$.number", "05"},
            {"$.text", "5.0"},
            {"$.text", "05"},
            {"$.text", ""},
            {"$.yes", "True"},
            {"$.yes", "1"},
            {"$.none", ""},
            {"$.none", "false"},
            {"$.absent", "null"},
            {"$.list", "[2,1]"},
            {"$.list", "[1]"},
            {"$.list", "1"},
            {"$.list[2]", "null"},
            {"$.list[0].x", "1"},
            {"$.o", "{}"},
            {"$.o", "{\"a\":1,\"b\":2}"},
            {"$.o.a.b", "1"},
            {"$.O.a", "1"},
            {"$", "5"},
            {"$.twice", "1"},
            {"$[0]", "1"},
            {"$.list.0", "1"}
        }) {
            assertThat(found(entries, EntrySearch.of("w").where(lacks[0], lacks[1])))
                    .as("%s = %s", lacks[0], lacks[1])
                    .isEmpty();
        }
        assertThat(found(entries, EntrySearch.of("w").in("m").where("$.number", "5")))
                .isEmpty();
        assertThat(found(entries, EntrySearch.of("x").where("$.number", "5"))).isEmpty();
    }

    @Test
    default void searchesThatCannotBeAreRefused(StoreFixture stores) {
        Entries entries = entries(stores);
        for (int limit : List.of(Integer.MIN_VALUE, -1, 0, PageRequest.MAX_LIMIT + 1)) {
            assertRefused(Rejection.InvalidLimit.class, () -> entries.search(EntrySearch.of("w"), limit));
        }
        for (String query : List.of("", " ", "\"", "*", "--", "\u0000", "\ud800", "()", "\u0301", "\u200b")) {
            assertRefused(Rejection.InvalidQuery.class, () -> EntrySearch.of(query));
        }
        for (String path : List.of("", "a", ".a", "$a", "$.", "$..a", "$.a.", "$[", "$[x]", "$[-1]", "$.a b")) {
            assertRefused(
                    new Rejection.InvalidFilterPath(path),
                    () -> EntrySearch.of("w").where(path, "1"));
        }
    }

    @Test
    default void oddQueriesAreAnsweredOrRefused(StoreFixture stores) {
        Entries entries = entries(stores);
        entries.put("n", "k", JsonText.of("\"and or not near\""));
        for (String query : List.of(
                "\"unclosed",
                "a AND",
                "OR",
                "NOT",
                "NEAR(a b, 5)",
                "key:k",
                "{key value}: k",
                "^k",
                "k*",
                "k + k",
                "-k",
                "'; drop table entries; --",
                "%",
                "_",
                "\\",
                "\ud83d\ude00\u200d\ud83d\ude00",
                "\ufffe",
                "a\u0000b",
                "(((((",
                "k ".repeat(5_000),
                "k".repeat(10_000),
                "\u0301".repeat(10_000),
                "\ufdfa".repeat(3_000))) {
            try {
                EntrySearch search = EntrySearch.of(query);
                assertThat(entries.search(search, 10)).hasSizeLessThan(2);
                assertThat(entries.search(search.in(query), 10)).isEmpty();
            } catch (RejectedException refused) {
                assertThat(refused.rejection()).as(query).isInstanceOf(Rejection.InvalidQuery.class);
            }
        }
    }

    private static Entries entries(StoreFixture stores) {
        return new Tracker(stores.store()).entries();
    }

    private static List<String> found(Entries entries, EntrySearch search) {
        return entries.search(search, 100).stream().map(Entry::key).toList();
    }
}
