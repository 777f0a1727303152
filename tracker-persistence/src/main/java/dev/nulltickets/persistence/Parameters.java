package dev.nulltickets.persistence;

import dev.nulltickets.core.model.Cursor;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collect the parameters of one statement, one after the other. Not safe for use by several threads. */
final class Parameters {
    /** Collect all of a statement's parameters. */
    @FunctionalInterface
    interface Binder {
        Binder NONE = parameters -> {};

        void bind(Parameters parameters);
    }

    private static final int MANY = 32;

    private @Nullable Object[] values = new @Nullable Object[MANY];
    private int count;

    /** Return what a binder collects: texts, longs, bytes and nulls. */
    static @Nullable Object[] of(Binder binder) {
        Parameters parameters = new Parameters();
        binder.bind(parameters);
        return Arrays.copyOf(parameters.values, parameters.count);
    }

    Parameters text(@Nullable String value) {
        return add(value);
    }

    Parameters number(long value) {
        return add(value);
    }

    Parameters number(@Nullable Integer value) {
        return add(value == null ? null : (Long) value.longValue());
    }

    Parameters number(@Nullable Long value) {
        return add(value);
    }

    Parameters flag(boolean value) {
        return number(value ? 1L : 0L);
    }

    Parameters time(@Nullable Instant value) {
        return add(value == null ? null : (Long) value.toEpochMilli());
    }

    Parameters bytes(byte[] value) {
        return add(value);
    }

    /** Bind what a page by time of creation begins behind, and how long it may be. */
    Parameters page(Cursor.@Nullable Created after, int limit) {
        return number(after == null ? Long.MIN_VALUE : after.createdAt().toEpochMilli())
                .text(after == null ? "" : after.id())
                .number((long) limit);
    }

    private Parameters add(@Nullable Object value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
        return this;
    }
}
