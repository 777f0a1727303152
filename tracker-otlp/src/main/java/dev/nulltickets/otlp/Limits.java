package dev.nulltickets.otlp;

import dev.nulltickets.core.trace.Span;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Bring what a sender wrote into the bounds of what is kept. Telemetry is sent once and not corrected, so that a detail
 * that does not fit is mended or left out, and the span it belongs to is kept.
 */
final class Limits {
    private static final long MOST_OF_32_BITS = 0xFFFF_FFFFL;
    private static final long HIGHEST_STATUS = 2;
    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;

    private Limits() {}

    /** Return text that every database can keep: U+FFFD stands for U+0000 and for half of a surrogate pair. */
    static String text(String given) {
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return mended(given, i);
            }
        }
        return given;
    }

    /** Return a trace id in lower case; empty if it is none. */
    static String traceId(String given) {
        return id(given, TRACE_ID_DIGITS);
    }

    /** Return a span id in lower case; empty if it is none. */
    static String spanId(String given) {
        return id(given, SPAN_ID_DIGITS);
    }

    /** Return an unsigned number of 32 bits; 0 for any other. */
    static long uint32(long given) {
        return within(given, MOST_OF_32_BITS);
    }

    /** Return the number of a kind of span; 0 for what can be none. */
    static int kind(long given) {
        return (int) within(given, Integer.MAX_VALUE);
    }

    /** Return a time that is beside the point if it is wrong; 0, which is to say unknown, if it does not fit. */
    static long nanos(long given) {
        return within(given, Long.MAX_VALUE);
    }

    /** Return a status; of a code that OTLP does not have, unset. */
    static Span.Status status(ReceivedSpan.Status given) {
        return new Span.Status((int) within(given.code(), HIGHEST_STATUS), text(given.message()));
    }

    /** Return counts; 0 for one that can be none. */
    static Span.Dropped dropped(Span.Dropped given) {
        return new Span.Dropped(uint32(given.attributes()), uint32(given.events()), uint32(given.links()));
    }

    private static long within(long given, long most) {
        return given < 0 || given > most ? 0 : given;
    }

    private static String id(String given, int digits) {
        if (given.length() != digits) {
            return "";
        }
        boolean nothing = true;
        boolean upper = false;
        for (int i = 0; i < digits; i++) {
            char digit = given.charAt(i);
            if (!HexFormat.isHexDigit(digit)) {
                return "";
            }
            nothing &= digit == '0';
            upper |= digit >= 'A' && digit <= 'F';
        }
        if (nothing) {
            return "";
        }
        return upper ? given.toLowerCase(Locale.ROOT) : given;
    }

    private static String mended(String given, int from) {
        StringBuilder text = new StringBuilder(given.length()).append(given, 0, from);
        given.codePoints()
                .skip(given.codePointCount(0, from))
                .map(point -> isKeepable(point) ? point : '\uFFFD')
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /** Say whether a code point is a character: a surrogate that was paired has become part of one. */
    private static boolean isKeepable(int point) {
        return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
    }
}
