package dev.nulltickets.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntrySearchTest {
    @Test
    void looksForEachWordOnce() {
        EntrySearch search = EntrySearch.of("Red green RED Gr\u00e9en");
        assertThat(search).isEqualTo(new EntrySearch(List.of("red", "green"), null, Set.of()));
    }

    @Test
    void keepsItsOtherTermsWhenOneIsAdded() {
        EntrySearch search = EntrySearch.of("red").where("$.a", "5").in("n");
        assertThat(search).isEqualTo(EntrySearch.of("red").in("n").where("$.a", "5"));
        assertThat(search.words()).containsExactly("red");
        assertThat(search.namespace()).isEqualTo("n");
        assertThat(search.facets()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "()", "\u0000", "\ud800"})
    void refusesAQueryWithoutAWord(String query) {
        assertRefused(query, "must hold a word");
    }

    @Test
    void refusesMoreThanSixtyFourWords() {
        assertThat(EntrySearch.of(words(64)).words()).hasSize(64);
        assertThat(EntrySearch.of("same ".repeat(10_000)).words()).hasSize(1);
        assertRefused(words(65), "at most 64 different words, but has 65");
    }

    private static void assertRefused(String query, String message) {
        assertThatThrownBy(() -> EntrySearch.of(query))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidQuery.class));
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }
}
