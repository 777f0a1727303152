package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Open many connections at once. */
class ConnectionLimitTest {
    @Test
    void thousandsOfConnectionsRestWhileOthersWork() {
        try (TestServer server = TestServer.open().start()) {
            List<RawConnection> resting = Crowd.together(2000, number -> RawConnection.to(server));
            Crowd.together(2000, number -> health(resting.get(number)));
            Crowd.together(16, number -> {
                for (int i = 0; i < 50; i++) {
                    server.client().get("/health").is(200);
                }
                return number;
            });
            Crowd.together(2000, number -> health(resting.get(number)));
            resting.forEach(RawConnection::close);
        }
    }

    private static Received health(RawConnection connection) {
        return connection.exchange("GET", "/health", "", "").is(200);
    }

    @Test
    void oneConnectionTooManyWaitsUntilAnotherIsClosed() {
        try (TestServer server =
                        TestServer.with(local -> local.withMaxConnections(2)).start();
                RawConnection first = RawConnection.to(server);
                RawConnection second = RawConnection.to(server)) {
            health(first);
            health(second);
            try (RawConnection third = RawConnection.to(server)) {
                third.send(get("/health"));
                health(first);
                second.close();
                third.receive("GET", "/health").is(200);
                health(first);
            }
        }
    }

    @Test
    void connectionsLeaveFilesForOthers() {
        List<String> limits = List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max open files            %s                 4096                 files     ");
        assertThat(limit(limits, "20000")).isEqualTo(8192);
        assertThat(limit(limits, "4096")).isEqualTo(3840);
        assertThat(limit(limits, "256")).isEqualTo(128);
        assertThat(limit(limits, "unlimited")).isEqualTo(8192);
        assertThat(OpenFiles.connections(8192, List.of())).isEqualTo(8192);
        assertThat(OpenFiles.connections(7)).isEqualTo(7);
    }

    private static int limit(List<String> limits, String files) {
        return OpenFiles.connections(
                8192, limits.stream().map(line -> line.formatted(files)).toList());
    }
}
