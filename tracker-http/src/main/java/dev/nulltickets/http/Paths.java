package dev.nulltickets.http;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Take request targets apart, and resolve percent-encoding after that, so that an encoded slash stays in its segment.
 */
final class Paths {
    /** The parameters whose bad values are refused with a code of their own. */
    private static final Set<String> REFUSED_BY_NAME = Set.of("cursor", "limit");

    private Paths() {}

    /** Split a path that starts with a slash. A trailing slash makes an empty last segment. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    static String decodeSegment(String segment) {
        return segment.indexOf('%') < 0 ? segment : decode("the path", segment.replace("+", "%2B"));
    }

    /**
     * Return the parameters of a query, in which {@code +} and {@code %20} are a space. Of two with one name the
     * first counts.
     */
    static Map<String, String> query(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                String decoded = decode("the query", name);
                parameters.putIfAbsent(decoded, value(decoded, value));
            }
        }
        return parameters;
    }

    private static String value(String name, String encoded) {
        if (!REFUSED_BY_NAME.contains(name)) {
            return withoutNul("the query", decode("the query", encoded));
        }
        try {
            return decode("the query", encoded);
        } catch (RejectedException malformed) {
            // It is refused as it stands, since none of these has a percent sign in it.
            return encoded;
        }
    }

    /** Return a value that came in a target, unless it has a NUL, which not every store can keep. */
    static String withoutNul(String what, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new Rejection.ValidationFailed(what + " must not contain U+0000").asException();
        }
        return value;
    }

    private static String decode(String what, String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '%') {
                bytes.put((byte) octet(what, encoded, at));
                at += 2;
            } else if (c < 128) {
                bytes.put((byte) (c == '+' ? ' ' : c));
            } else {
                throw malformed(what, encoded);
            }
        }
        try {
            // Not leniently: what is no UTF-8 would turn into one and the same text.
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException malformed) {
            throw malformed(what, encoded);
        }
    }

    private static int octet(String what, String encoded, int at) {
        int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(encoded.charAt(at + 2), 16);
        if (low < 0) {
            throw malformed(what, encoded);
        }
        return high * 16 + low;
    }

    private static RejectedException malformed(String what, String encoded) {
        return new Rejection.ValidationFailed(what + " has a malformed percent-encoding: " + encoded).asException();
    }
}
