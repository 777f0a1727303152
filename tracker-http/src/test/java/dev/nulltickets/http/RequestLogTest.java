package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestLogTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final TestServer server = TestServer.with(local -> local.withRequestLog(lines::add));

    @Test
    void eachRequestIsALineWithoutItsQuery() {
        server.client().get("/health").is(200);
        server.client().as("a secret token").get("/tasks/a%0Ab?secret=1").is(404);
        server.client().post("/leases/claim", "{").is(400);
        // The answer is sent before its line is written.
        server.close();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("GET /health 200 [0-9]+\\.[0-9] ms");
        assertThat(lines.get(1)).matches("GET /tasks/a%0Ab 404 [0-9]+\\.[0-9] ms");
        assertThat(lines.get(2)).matches("POST /leases/claim 400 [0-9]+\\.[0-9] ms");
    }

    @Test
    void aPathCannotForgeALine() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.exchange("GET", "/tasks/\u0085\u00a0x", "", "").is(400);
            connection.exchange("GET", "/tasks/\u001b[2J", "", "").is(400);
        }
        server.close();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).matches("[ -~]+");
    }
}
