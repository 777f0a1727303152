package dev.nulltickets.app;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Call a tracker over HTTP, as any client outside of this program would. Safe for use by several threads. */
final class DemoClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger requests = new AtomicInteger();
    private final URI server;

    DemoClient(URI server) {
        this.server = server;
    }

    /** Return how many requests were sent. */
    int requests() {
        return requests.get();
    }

    /** Read something that is there. */
    JsonFields get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build()).fields();
    }

    /** Read an array of objects that is there. */
    List<JsonFields> list(String path) throws IOException, InterruptedException {
        Answer answer = send(request(path).GET().build());
        return JsonFields.parse("{\"items\":" + answer.body() + "}").objects("items");
    }

    /** Write, and take whatever answer comes. */
    Answer post(String path, @Nullable String token, JsonText body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.value()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        requests.incrementAndGet();
        HttpResponse<String> response = http.send(request, ofString());
        return new Answer(request.method() + " " + request.uri().getPath(), response.statusCode(), response.body());
    }

    /** Hold an answer. */
    record Answer(String request, int status, String body) {

        /** Return the fields of an answer that says yes. */
        JsonFields fields() {
            if (status / 100 != 2) {
                throw new IllegalStateException("%s was answered with %d: %s".formatted(request, status, body));
            }
            return JsonFields.parse(body);
        }

        /** Return the code of an answer that says no. */
        String errorCode() {
            if (status / 100 == 2 || !(Json.parse(body) instanceof Json.Members)) {
                throw new IllegalStateException("%s should be refused, but: %d %s".formatted(request, status, body));
            }
            return JsonFields.parse(body).fields("error").string("code");
        }
    }
}
