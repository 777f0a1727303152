package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Send damaged exports of traces to a running server, by a seeded generator. {@code -Dnulltickets.mutations=100000} and
 * {@code -Dnulltickets.seed=7} make it more, and others.
 */
class MutatedExportTest {
    private static final int LIMIT = 100_000;
    private static final int MUTATIONS = Integer.getInteger("nulltickets.mutations", 5_000);
    private static final long SEED = Long.getLong("nulltickets.seed", 20_260_101L);
    private static final int SOME = 1_000;

    @RegisterExtension
    final TestServer server = TestServer.with(local -> local.withMaxTraceBytes(LIMIT));

    private final TreeMap<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void noneIsAFaultAndNoneIsLeftWithoutAnAnswer() {
        MutatedExports exports = new MutatedExports(SEED, LIMIT);
        RawConnection connection = RawConnection.to(server);
        int threads = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            MutatedExports.Export export = exports.next();
            connection.send("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\n" + export.headers() + "\r\n");
            connection.send(export.body().toByteArray());
            Received answer = connection.receive("POST", "/v1/traces");
            statuses.merge(answer.status(), 1, Integer::sum);
            assertThat(answer.status())
                    .as(() -> "request: " + export.headers() + export.body().toString(StandardCharsets.ISO_8859_1)
                            + "\n" + answer)
                    .isIn(200, 400, 413, 415);
            if (answer.header("connection").equals("close")) {
                connection.close();
                connection = RawConnection.to(server);
            }
            if (i % SOME == 0) {
                // What was kept goes, so that nothing but a leak would grow.
                server.pass(Duration.ofDays(31));
            }
            threads = i == MUTATIONS / 2 ? ManagementFactory.getThreadMXBean().getThreadCount() : threads;
        }
        connection.close();
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                .as("threads")
                .isLessThanOrEqualTo(threads + 10);
        assertThat(statuses.keySet()).isEqualTo(Set.of(200, 400, 413, 415));
        server.client().get("/health").is(200);
    }
}
