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

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
