package dev.nulltickets.core.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Say whether a text is JSON in another way than the parser does: cut it into tokens by regular expression, then
 * replace what has no nesting left, until one value stands there or nothing changes.
 */
final class JsonGrammar {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<space>[ \\t\\r\\n]+)\
            |(?<string>"(?:[^"\\\\\\x00-\\x1f\\ud800-\\udfff]|\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+")\
            |(?<atom>-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)\
            |(?<mark>[\\[\\]{},:])""");
    private static final Pattern FLAT = Pattern.compile("""
            \\[(?:[SV](?:,[SV])*)?]|\\{(?:S:[SV](?:,S:[SV])*)?}""");

    private JsonGrammar() {}

    static boolean accepts(String text) {
        StringBuilder tokens = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!token.find(at) || token.start() != at) {
                return false;
            }
            tokens.append(name(token));
            at = token.end();
        }
        return accepted(tokens.toString());
    }

    private static String name(Matcher token) {
        if (token.group("space") != null) {
            return "";
        }
        if (token.group("string") != null) {
            return "S";
        }
        return token.group("atom") == null ? token.group("mark") : "V";
    }

    private static boolean accepted(String tokens) {
        String before = tokens;
        String after = FLAT.matcher(before).replaceAll("V");
        while (!after.equals(before)) {
            before = after;
            after = FLAT.matcher(before).replaceAll("V");
        }
        return after.matches("[SV]");
    }
}
