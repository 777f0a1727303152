package dev.nulltickets.core.model;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hold one page of a list.
 *
 * @param items the rows, in the list's order
 * @param next the cursor that the next page starts after, or null if this page is the last
 * @since 0.1.0
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Make a page of rows that were fetched with one more than the page holds.
     *
     * @param fetched at most {@code limit + 1} rows; one more than {@code limit} shows that there is a next page
     * @param cursor names a row
     */
    public static <T> Page<T> of(List<T> fetched, int limit, Function<? super T, ? extends Cursor> cursor) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, limit);
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }
}
