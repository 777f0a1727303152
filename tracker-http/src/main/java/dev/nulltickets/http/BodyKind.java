package dev.nulltickets.http;

/** Say what a route does with the body of a request. */
enum BodyKind {
    /** Nothing. That of a DELETE means nothing (RFC 9110, section 9.3.5). */
    NONE,
    /** Reads it as a JSON object. */
    JSON,
    /** Reads it as a JSON object or an array. */
    JSON_OR_LIST,
    /** Reads it as an export of traces, which has a limit of its own. */
    TRACES
}
