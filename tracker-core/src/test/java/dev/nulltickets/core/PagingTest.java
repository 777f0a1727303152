package dev.nulltickets.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PagingTest {
    private final List<Integer> portions = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"120, 1, 50, 3", "120, 1, 120, 1", "120, 1, 119, 2", "120, 1, 1000, 1", "0, 1, 50, 1"})
    void rowsOfOrdinarySizeFillTheirPage(int rows, long size, int limit, int pages) {
        assertThat(walk(rows, size, limit)).hasSize(pages);
    }

    @ParameterizedTest
    @CsvSource({"1000000, 8", "4000000, 2", "5000000, 1", "9000000, 1"})
    void aPageOfLargeRowsEndsBeforeItIsTooLarge(long size, int rowsOfAPage) {
        List<Page<Long>> pages = walk(17, size, 10);

        assertThat(pages.getFirst().items()).hasSize(rowsOfAPage);
    }

    @ParameterizedTest
    @CsvSource({"20, 1000, 2", "20, 51, 2", "20, 50, 1"})
    void whatIsNotKnownToBeLargeIsFetchedInFewPortions(long size, int limit, int fetches) {
        Paging<Long, Cursor.Sequence> paging = new Paging<>(Cursor.Sequence::new, row -> size);

        Page<Long> page = paging.read(PageRequest.first(limit), (after, most) -> rows(2000, after, most));

        assertThat(page.items()).hasSize(limit);
        assertThat(portions).hasSize(fetches);
    }

    /** Walk through all pages, and check that each row comes once and in order. */
    private List<Page<Long>> walk(int rows, long size, int limit) {
        Paging<Long, Cursor.Sequence> paging = new Paging<>(Cursor.Sequence::new, row -> size);
        List<Page<Long>> pages = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        @Nullable Cursor next = null;
        do {
            Page<Long> page = paging.read(
                    new PageRequest<>(limit, (Cursor.Sequence) next), (after, most) -> rows(rows, after, most));
            pages.add(page);
            seen.addAll(page.items());
            next = page.next();
        } while (next != null);
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, rows).boxed().toList());
        assertThat(pages).allSatisfy(page -> assertThat(page.items().size()).isLessThanOrEqualTo(limit));
        return pages;
    }

    private List<Long> rows(int all, Cursor.@Nullable Sequence after, int most) {
        portions.add(most);
        int first = (int) Cursor.Sequence.startBehind(after);
        return IntStream.range(first, Math.min(all, first + most))
                .mapToObj(row -> row + 1L)
                .toList();
    }
}
