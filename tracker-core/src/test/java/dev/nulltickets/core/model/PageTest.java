package dev.nulltickets.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @ParameterizedTest
    @CsvSource({"0, 3, 0, ", "1, 3, 1, ", "3, 3, 3, ", "4, 3, 3, 3", "2, 1, 1, 1", "1, 1, 1, "})
    void aNextPageShowsInTheRowThatIsTooMuch(int fetched, int limit, int held, Long next) {
        List<Long> rows = LongStream.rangeClosed(1, fetched).boxed().toList();

        Page<Long> page = Page.of(rows, limit, Cursor.Sequence::new);

        assertThat(page.items()).isEqualTo(rows.subList(0, held));
        assertThat(page.next()).isEqualTo(next == null ? null : new Cursor.Sequence(next));
    }

    @Test
    void walkingYieldsEveryRowOnce() {
        List<Long> rows = LongStream.rangeClosed(1, 100).boxed().toList();
        for (int limit = 1; limit <= 101; limit++) {
            List<Long> walked = new ArrayList<>();
            PageRequest<Cursor.Sequence> request = PageRequest.first(limit);
            Cursor next;
            do {
                long after = request.after() == null ? 0 : request.after().last();
                List<Long> fetched = rows.stream()
                        .filter(row -> row > after)
                        .limit(request.fetch())
                        .toList();
                Page<Long> page = Page.of(fetched, limit, Cursor.Sequence::new);
                walked.addAll(page.items());
                next = page.next();
                request = new PageRequest<>(limit, (Cursor.Sequence) next);
            } while (next != null);
            assertThat(walked).isEqualTo(rows);
        }
    }

    @Test
    void aPageKeepsItsOwnRows() {
        List<Long> rows = new ArrayList<>(List.of(1L));
        Page<Long> page = new Page<>(rows, null);
        rows.clear();
        assertThat(page.items()).containsExactly(1L);
        assertThatThrownBy(() -> page.items().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 999, 1000})
    void aPageHoldsFromOneToAThousandRows(int limit) {
        assertThat(PageRequest.first(limit).fetch()).isEqualTo(limit + 1);
        assertThat(PageRequest.first(limit).after()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void otherSizesAreRefused(int limit) {
        assertThatThrownBy(() -> PageRequest.first(limit))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection())
                                .isEqualTo(new Rejection.InvalidLimit(Integer.toString(limit), 1000)))
                .hasMessage("limit must be a whole number from 1 to 1000, but is \"" + limit + "\"");
    }
}
