package dev.nulltickets.http;

import dev.nulltickets.core.model.Rejection;
import java.net.URLDecoder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Take request targets apart, and resolve percent-encoding after that, so that an encoded slash stays in its segment. */
final class Paths {
    private Paths() {}

    /** Split a path that starts with a slash. A trailing slash makes an empty last segment. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    static String decodeSegment(String segment) {
        return decode("the path", segment.replace("+", "%2B"));
    }

    /** Return the parameters of a query, in which {@code +} and {@code %20} are a space. Of two with one name the first counts. */
    static Map<String, String> query(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                parameters.putIfAbsent(decode("the query", name), decode("the query", value));
            }
        }
        return parameters;
    }

    /** Decode strictly: two names that differ must not come out as one, with a replacement character in both. */
    private static String decode(String what, String encoded) {
        try {
            CharBuffer bytes = CharBuffer.wrap(URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(StandardCharsets.ISO_8859_1.newEncoder().encode(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw new Rejection.ValidationFailed(
                            what + " has a malformed percent-encoding, or one that is not UTF-8: " + encoded)
                    .asException();
        }
    }
}
