package dev.nulltickets.core.model;

import java.time.Duration;

/**
 * Check values that come from outside, and refuse with a message that names the field and what is allowed.
 *
 * @since 0.1.0
 */
public final class Checks {
    /** The longest name, in UTF-16 characters: names are index keys, and index keys have limits in every database. */
    public static final int MAX_NAME = 255;

    /** The longest delay: ten years of 365 days. */
    public static final Duration MAX_DELAY = Duration.ofDays(3650);

    private Checks() {}

    /** Return a name: text that is not blank, of at most {@value #MAX_NAME} characters. */
    public static String name(String field, String value) {
        if (value.isBlank()) {
            throw invalid(field, "must not be empty");
        }
        if (value.length() > MAX_NAME) {
            throw invalid(field, "must have at most " + MAX_NAME + " characters, but has " + value.length());
        }
        return text(field, value);
    }

    /** Return text that every database can keep: no U+0000, no half of a surrogate pair. */
    public static String text(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw invalid(field, "must not contain the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    throw invalid(field, "must not contain half of a surrogate pair");
                }
                i++;
            }
        }
        return value;
    }

    /** Return a number that is at least {@code least}. */
    public static long atLeast(String field, long value, long least) {
        if (value < least) {
            throw invalid(field, "must be at least " + least + ", but is " + value);
        }
        return value;
    }

    /** Return a number from {@code least} to {@code most}, both included. */
    public static int within(String field, long value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(field, "must be from " + least + " to " + most + ", but is " + value);
        }
        return (int) value;
    }

    /** Return a delay in milliseconds that is not negative and at most {@link #MAX_DELAY}. */
    public static Duration delay(String field, long millis) {
        if (millis < 0 || millis > MAX_DELAY.toMillis()) {
            throw invalid(field, "must be from 0 to " + MAX_DELAY.toMillis() + " ms, but is " + millis);
        }
        return Duration.ofMillis(millis);
    }

    /** Make the refusal of a value that has the right type but is not allowed. */
    public static RejectedException invalid(String field, String problem) {
        return new RejectedException(new Rejection.ValidationFailed(field + " " + problem));
    }
}
