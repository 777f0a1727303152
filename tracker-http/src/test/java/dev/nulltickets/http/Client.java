package dev.nulltickets.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Send requests, and check every answer against the OpenAPI document. Immutable. */
record Client(HttpClient http, int port, Map<String, String> headers) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Client with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Client(http, port, more);
    }

    /** Carry a token. */
    Client as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Send a write once, however often it is sent. */
    Client once(String key) {
        return with("Idempotency-Key", key);
    }

    Received get(String target) {
        return send("GET", target, BodyPublishers.noBody());
    }

    Received delete(String target) {
        return send("DELETE", target, BodyPublishers.noBody());
    }

    /** Send JSON that is written with single quotes. */
    Received post(String target, String body, Object... arguments) {
        return postText(target, JsonTree.quoted(body, arguments));
    }

    Received put(String target, String body, Object... arguments) {
        return send("PUT", target, BodyPublishers.ofString(JsonTree.quoted(body, arguments)));
    }

    Received postText(String target, String body) {
        return send("POST", target, BodyPublishers.ofString(body));
    }

    Received postBytes(String target, byte[] body) {
        return send("POST", target, BodyPublishers.ofByteArray(body));
    }

    Received postNothing(String target) {
        return send("POST", target, BodyPublishers.noBody());
    }

    Received send(String method, String target, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(PATIENCE)
                .method(method, body);
        headers.forEach(request::header);
        try {
            return received(method, target, http.send(request.build(), BodyHandlers.ofByteArray()))
                    .checked();
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + target, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private static Received received(String method, String target, HttpResponse<byte[]> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Received(
                method, target, response.statusCode(), headers, new String(response.body(), StandardCharsets.UTF_8));
    }
}
