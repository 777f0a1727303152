package dev.nulltickets.core;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Read pages that are bounded in size as well as in rows: a thousand rows may hold gigabytes. A page whose rows hold
 * more than {@value #MOST_CHARACTERS} characters ends early, behind at least one row, and says that there is more.
 *
 * @param cursor names a row
 * @param characters about how much text a row holds
 */
record Paging<T, C extends Cursor>(Function<? super T, ? extends C> cursor, ToLongFunction<? super T> characters) {
    static final long MOST_CHARACTERS = 8_000_000;

    /** The rows to fetch before it is known how large they are: those of an ordinary page. */
    static final int PROBE = 51;

    /** Fetch rows that stand behind a place in the list. */
    @FunctionalInterface
    interface Source<T, C> {
        List<T> fetch(@Nullable C after, int limit);
    }

    Page<T> read(PageRequest<C> request, Source<T, C> source) {
        List<T> rows = new ArrayList<>();
        long size = 0;
        int portion = Math.min(request.fetch(), PROBE);
        while (true) {
            List<T> fetched = source.fetch(rows.isEmpty() ? request.after() : cursor.apply(rows.getLast()), portion);
            for (T row : fetched) {
                size += characters.applyAsLong(row);
                if (size > MOST_CHARACTERS && !rows.isEmpty()) {
                    return new Page<>(rows, cursor.apply(rows.getLast()));
                }
                rows.add(row);
            }
            if (fetched.size() < portion || rows.size() == request.fetch()) {
                return Page.of(rows, request.limit(), cursor);
            }
            portion = portion(request.fetch() - rows.size(), size / rows.size(), MOST_CHARACTERS - size);
        }
    }

    private static int portion(int missing, long average, long room) {
        return (int) Math.max(1, Math.min(missing, room / Math.max(1, average)));
    }
}
