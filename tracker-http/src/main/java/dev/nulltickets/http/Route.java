package dev.nulltickets.http;

import java.util.List;

/**
 * Describe one operation of the API.
 *
 * @param path segments that are literal, or a parameter in braces
 */
record Route(String method, String path, Credential credential, Handler handler) {

    /** Return the parts between the slashes. */
    List<String> segments() {
        return Paths.split(path);
    }

    boolean writes() {
        return !method.equals("GET");
    }

    /** Say whether the body is read. That of a DELETE means nothing (RFC 9110, section 9.3.5). */
    boolean readsBody() {
        return writes() && !method.equals("DELETE");
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
