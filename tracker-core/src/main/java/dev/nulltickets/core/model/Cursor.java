package dev.nulltickets.core.model;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name the last row that a page returned; the next page starts after it. Because it names a row that was seen, and not
 * the first that was not, a walk yields every row once, also while rows are added.
 *
 * @since 0.1.0
 */
public sealed interface Cursor {

    /** Return the opaque text that a caller hands back, made of characters that a query string keeps as they are. */
    String encoded();

    /**
     * A place in a list that is ordered by time of creation, then id.
     *
     * @param createdAt the row's time, to the millisecond
     * @param id the row's id, without spaces or characters beyond ASCII
     */
    record Created(Instant createdAt, String id) implements Cursor {
        private static final Pattern FORM = Pattern.compile("(-?\\d{1,18}) ([!-~]{1,255})");

        public Created {
            requireNonNull(createdAt, "createdAt");
            requireNonNull(id, "id");
        }

        @Override
        public String encoded() {
            return encode(createdAt.toEpochMilli() + " " + id);
        }

        /** Read what {@link #encoded()} wrote. */
        public static Created decode(String encoded) {
            Matcher form = match(FORM, encoded);
            return new Created(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
        }
    }

    /**
     * A place in a list that is ordered by a growing number.
     *
     * @param last the number of the last row that was returned, not negative
     */
    record Sequence(long last) implements Cursor {
        private static final Pattern FORM = Pattern.compile("#(\\d{1,19})");

        /** Return the number of the last row that was returned, or 0 if there was none. */
        public static long startBehind(@Nullable Sequence cursor) {
            return cursor == null ? 0 : cursor.last();
        }

        @Override
        public String encoded() {
            return encode("#" + last);
        }

        /** Read what {@link #encoded()} wrote. */
        public static Sequence decode(String encoded) {
            try {
                return new Sequence(Long.parseLong(match(FORM, encoded).group(1)));
            } catch (NumberFormatException tooLarge) {
                throw new Rejection.InvalidCursor(encoded).asException();
            }
        }
    }

    /**
     * A place in a list of spans, which is ordered by start, then as they were added.
     *
     * @param startNanos the start of the last span that was returned, not negative
     * @param id its number among all spans
     */
    record Started(long startNanos, long id) implements Cursor {
        private static final Pattern FORM = Pattern.compile("@(\\d{1,19}) (\\d{1,19})");

        @Override
        public String encoded() {
            return encode("@" + startNanos + " " + id);
        }

        /** Read what {@link #encoded()} wrote. */
        public static Started decode(String encoded) {
            Matcher form = match(FORM, encoded);
            try {
                return new Started(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
            } catch (NumberFormatException tooLarge) {
                throw new Rejection.InvalidCursor(encoded).asException();
            }
        }
    }

    private static String encode(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static Matcher match(Pattern form, String encoded) {
        Matcher matcher = form.matcher(plain(encoded));
        if (!matcher.matches()) {
            throw new Rejection.InvalidCursor(encoded).asException();
        }
        return matcher;
    }

    private static String plain(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new Rejection.InvalidCursor(encoded).asException();
        }
    }
}
