package dev.nulltickets.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Ask for one page of a list.
 *
 * @param limit the most rows that the page may hold, from 1 to {@value #MAX_LIMIT}
 * @param after the last row of the page before, or null for the first page
 * @since 0.1.0
 */
public record PageRequest<C extends Cursor>(
        int limit, @Nullable C after) {
    /** The most rows that a page may hold. */
    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Rejection.InvalidLimit(Integer.toString(limit), MAX_LIMIT).asException();
        }
    }

    /** Ask for the first page. */
    public static <C extends Cursor> PageRequest<C> first(int limit) {
        return new PageRequest<>(limit, null);
    }

    /** Return how many rows to fetch: one more than the page holds, which shows whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }
}
