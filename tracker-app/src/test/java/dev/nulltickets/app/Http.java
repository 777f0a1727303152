package dev.nulltickets.app;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Call servers that may be killed at any moment: what is not answered, or with 503, is sent again to the next, a
 * write with the idempotency key that it had the first time. Safe for use by several threads.
 */
final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Servers that come back do so in real time. */
    private static final long PAUSE_MILLIS = 50;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> servers;
    private final AtomicInteger next = new AtomicInteger();

    Http(URI... servers) {
        this.servers = List.of(servers);
    }

    JsonFields get(String path) throws InterruptedException {
        return JsonFields.parse(ok(request(path).GET().build()).body());
    }

    /** Return an answer's body as it is. */
    String text(String path) throws InterruptedException {
        return ok(request(path).GET().build()).body();
    }

    void put(String path, String body) throws InterruptedException {
        ok(request(path).PUT(BodyPublishers.ofString(body)).build());
    }

    List<JsonFields> list(String path) throws InterruptedException {
        String body = ok(request(path).GET().build()).body();
        return JsonFields.of("", Json.parse("{\"items\":" + body + "}")).objects("items");
    }

    /** Read a list to its end, page by page. */
    List<JsonFields> pages(String path) throws InterruptedException {
        List<JsonFields> items = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonFields page = get(path + "?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            items.addAll(page.objects("items"));
            cursor = page.optionalString("next_cursor");
        }
        return items;
    }

    /**
     * Write once, however often the server is killed meanwhile. Return the fields of an answer of the 200s, or null.
     */
    @Nullable
    JsonFields post(String path, @Nullable String token, String body) throws InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = ok(request.build());
        return response.statusCode() == 204 ? null : JsonFields.parse(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(servers.getFirst().resolve(path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> ok(HttpRequest request) throws InterruptedException {
        HttpResponse<String> response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(
                    "%s %s: %d %s".formatted(request.method(), request.uri(), response.statusCode(), response.body()));
        }
        return response;
    }

    private HttpRequest toOne(HttpRequest request) {
        URI server = servers.get(Math.floorMod(next.getAndIncrement(), servers.size()));
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .uri(server.resolve(request.uri().getRawPath()
                        + (request.uri().getRawQuery() == null
                                ? ""
                                : "?" + request.uri().getRawQuery())))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                HttpResponse<String> response = client.send(toOne(request), ofString());
                if (response.statusCode() != 503 || System.nanoTime() > end) {
                    return response;
                }
            } catch (IOException gone) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("the server does not come back", gone);
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
