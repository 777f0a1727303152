package dev.nulltickets.http;

/** Write requests as they go over the wire. */
final class RawRequest {
    private RawRequest() {}

    static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n";
    }

    static String post(String target, String body, String... headers) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n" + body;
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
