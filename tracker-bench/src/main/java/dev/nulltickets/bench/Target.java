package dev.nulltickets.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Name a server to measure.
 *
 * @param base its address, such as {@code http://127.0.0.1:7700}
 * @param apiToken what it asks for, or null
 */
record Target(URI base, @Nullable String apiToken) {
    private static final int HTTP_PORT = 80;

    Target {
        if (!"http".equals(base.getScheme()) || base.getHost() == null) {
            throw new IllegalArgumentException("a server's address looks like http://127.0.0.1:7700, not like " + base);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(base.getHost(), base.getPort() < 0 ? HTTP_PORT : base.getPort());
    }

    /** Create a pipeline and return its id. Slow: for what comes before a measurement. */
    String createPipeline(HttpClient client, String name, String definition) {
        String answer = post(client, "/pipelines", "{\"name\":\"%s\",\"definition\":%s}".formatted(name, definition));
        return JsonSlice.of(answer).string("\"id\"");
    }

    /** Send what must be answered with 200 or 201, and return the answer. Slow, as above. */
    String post(HttpClient client, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (apiToken != null) {
            request.header("Authorization", "Bearer " + apiToken);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("a measurement is not to be interrupted", interrupted);
        }
    }
}
