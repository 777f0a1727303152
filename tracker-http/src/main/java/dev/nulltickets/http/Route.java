package dev.nulltickets.http;

import java.util.List;

/**
 * Describe one operation of the API.
 *
 * @param path segments that are literal, or a parameter in braces
 */
record Route(String method, String path, Credential credential, BodyKind body, Handler handler) {

    /** Describe an operation that reads JSON, unless its method has no body. */
    Route(String method, String path, Credential credential, Handler handler) {
        this(
                method,
                path,
                credential,
                method.equals("GET") || method.equals("DELETE") ? BodyKind.NONE : BodyKind.JSON,
                handler);
    }

    /** Return the parts between the slashes. */
    List<String> segments() {
        return Paths.split(path);
    }

    boolean writes() {
        return !method.equals("GET");
    }

    boolean readsBody() {
        return body != BodyKind.NONE;
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
