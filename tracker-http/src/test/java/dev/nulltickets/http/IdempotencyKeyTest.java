package dev.nulltickets.http;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Send keys that are none. */
class IdempotencyKeyTest {
    private static final String PIPELINE = "{\"name\":\"p\",\"definition\":" + Scene.DEFINITION + "}";

    @RegisterExtension
    final TestServer server = TestServer.open();

    private Received create(String headers) {
        try (RawConnection connection = RawConnection.to(server)) {
            return connection
                    .exchange("POST", "/pipelines", headers + "Content-Length: " + PIPELINE.length() + "\r\n", PIPELINE)
                    .checked();
        }
    }

    @Test
    void whatIsNoKeyIsRefusedAndNothingIsDone() {
        for (String headers : List.of(
                "Idempotency-Key:\r\n",
                "Idempotency-Key:   \r\n",
                "Idempotency-Key: a\r\nIdempotency-Key: a\r\n",
                "Idempotency-Key: a\r\nidempotency-key: b\r\n",
                "Idempotency-Key: \u00e9\r\n",
                "Idempotency-Key: " + "k".repeat(256) + "\r\n",
                "Idempotency-Key: " + "k".repeat(10_000) + "\r\n")) {
            create(headers).isRefused(400, "validation_failed", "Idempotency-Key");
        }
        server.client().get("/pipelines").is(200, "[]");
    }

    @Test
    void commasDoNotPartAKey() {
        String id = create("Idempotency-Key: a, b\r\n").is(201).text("id");
        create("Idempotency-Key: a, b\r\n").is(201, "{'id':'" + id + "'}");
        create("Idempotency-Key: a\r\n").isRefused(409, "duplicate_name");
    }
}
