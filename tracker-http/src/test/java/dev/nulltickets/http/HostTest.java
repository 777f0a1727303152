package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final List<String> LOCAL_HOSTS =
            List.of("localhost", "localhost:1", "LocalHost:65535", "127.0.0.1", "127.0.0.1:7700", "[::1]", "[::1]:80");
    private static final List<String> FOREIGN_HOSTS = List.of(
            "evil.example",
            "evil.example:7700",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "10.0.0.1",
            "[::2]:7700",
            "0.0.0.0");
    private static final List<String> LOCAL_ORIGINS = List.of(
            "http://localhost", "https://localhost:3000", "http://127.0.0.1:1", "HTTP://LOCALHOST", "http://[::1]:5");
    private static final List<String> FOREIGN_ORIGINS = List.of(
            "null",
            "http://evil.example",
            "https://evil.example:7700",
            "http://localhost.evil.example",
            "http://localhost@evil.example",
            "http://evil.example#localhost",
            "file://",
            "localhost",
            "%%%",
            "chrome-extension://abcdef");

    private static int answer(TestServer server, String target, String host, @Nullable String origin) {
        try (RawConnection connection = RawConnection.to(server)) {
            String head = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n";
            connection.send(head + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n");
            Received answer = connection.receive("GET", target).checked();
            if (answer.status() == 403) {
                answer.isRefused(403, "forbidden", "Host", "Origin");
            }
            return answer.status();
        }
    }

    private static void each(TestServer server, List<String> hosts, @Nullable String origin, int status) {
        for (String host : hosts) {
            assertThat(answer(server, "/health", host, origin))
                    .as("%s from %s", host, origin)
                    .isEqualTo(status);
        }
    }

    private static void eachOrigin(TestServer server, String host, List<String> origins, int status) {
        for (String origin : origins) {
            assertThat(answer(server, "/health", host, origin))
                    .as("%s from %s", host, origin)
                    .isEqualTo(status);
        }
    }

    @Test
    void aLocalServerAnswersToLocalNamesOnly() {
        try (TestServer server = TestServer.open().start()) {
            each(server, LOCAL_HOSTS, null, 200);
            each(server, FOREIGN_HOSTS, null, 403);
            eachOrigin(server, "localhost", LOCAL_ORIGINS, 200);
            eachOrigin(server, "localhost", FOREIGN_ORIGINS, 403);
            each(server, FOREIGN_HOSTS, "http://localhost", 403);
            assertThat(answer(server, "/health", "evil.example", "http://evil.example"))
                    .isEqualTo(403);
        }
    }

    @Test
    void eachOfSeveralOriginsMustBeAllowed() {
        try (TestServer server = TestServer.open().start();
                RawConnection connection = RawConnection.to(server)) {
            String origins = "Origin: http://localhost\r\nOrigin: http://evil.example";
            connection.send("GET /health HTTP/1.1\r\nHost: localhost\r\n" + origins + "\r\n\r\n");
            assertThat(connection.receive("GET", "/health").status()).isEqualTo(403);
        }
    }

    @Test
    void aForeignPageIsRefusedOnAnyPathAndMethod() {
        try (TestServer server = TestServer.guarded().start();
                RawConnection connection = RawConnection.to(server)) {
            for (String target : List.of("/health", "/openapi.json", "/tasks", "/nope", "/tasks/%zz", "/", "*")) {
                for (String method : List.of("GET", "POST", "PUT", "OPTIONS", "DELETE", "HEAD")) {
                    connection.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n\r\n");
                    assertThat(connection.receive(method, target).status())
                            .as(method + " " + target)
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void listedHostsAreAllowedBesideTheLocalOnes() {
        List<String> listed = List.of("Tracker.Example", "10.1.2.3");
        try (TestServer server =
                TestServer.with(local -> local.withAllowedHosts(listed)).start()) {
            each(server, LOCAL_HOSTS, null, 200);
            each(server, List.of("tracker.example", "TRACKER.example:99", "10.1.2.3:7700"), null, 200);
            each(server, FOREIGN_HOSTS, null, 403);
            each(server, List.of("sub.tracker.example", "tracker.example.evil.example"), null, 403);
            eachOrigin(server, "localhost", List.of("https://tracker.example", "http://10.1.2.3:8080"), 200);
            eachOrigin(server, "tracker.example", FOREIGN_ORIGINS, 403);
        }
    }

    @Test
    void aServerBoundToAllAddressesTakesAnyHostButNoForeignPage() {
        try (TestServer server =
                TestServer.with(local -> local.withHost("0.0.0.0")).start()) {
            each(server, LOCAL_HOSTS, null, 200);
            each(server, FOREIGN_HOSTS, null, 200);
            assertThat(answer(server, "/health", "tracker.example:7700", "http://tracker.example"))
                    .isEqualTo(200);
            eachOrigin(server, "tracker.example", LOCAL_ORIGINS, 200);
            eachOrigin(server, "tracker.example", FOREIGN_ORIGINS, 403);
        }
    }

    @Test
    void aServerBoundToAllAddressesWithAListTakesOnlyWhatIsListed() {
        try (TestServer server = TestServer.with(
                        local -> local.withHost("0.0.0.0").withAllowedHosts(List.of("tracker.example")))
                .start()) {
            each(server, LOCAL_HOSTS, null, 200);
            each(server, List.of("tracker.example", "tracker.example:7700"), null, 200);
            each(server, List.of("evil.example", "10.0.0.1"), null, 403);
            eachOrigin(server, "tracker.example", List.of("https://tracker.example"), 200);
            eachOrigin(server, "tracker.example", FOREIGN_ORIGINS, 403);
        }
    }

    private static int write(TestServer server, String method, String headers) {
        try (RawConnection connection = RawConnection.to(server)) {
            Received answer = connection
                    .exchange(method, "/leases/claim", headers + "Content-Length: 2\r\n", "{}")
                    .checked();
            return answer.status();
        }
    }

    @Test
    void aBrowserMayNotHideWhichPageAWriteIsFor() {
        try (TestServer server = TestServer.open().start()) {
            for (String site : List.of("cross-site", "same-site", "Cross-Site")) {
                assertThat(write(server, "POST", "Sec-Fetch-Site: " + site + "\r\n"))
                        .isEqualTo(403);
                assertThat(write(server, "BREW", "Sec-Fetch-Site: " + site + "\r\n"))
                        .isEqualTo(403);
                assertThat(write(server, "GET", "Sec-Fetch-Site: " + site + "\r\n"))
                        .isEqualTo(405);
                assertThat(write(server, "POST", "Sec-Fetch-Site: " + site + "\r\nOrigin: http://localhost:3000\r\n"))
                        .isEqualTo(400);
                assertThat(write(server, "POST", "Sec-Fetch-Site: " + site + "\r\nOrigin: http://evil.example\r\n"))
                        .isEqualTo(403);
            }
            for (String site : List.of("same-origin", "none", "", "else")) {
                assertThat(write(server, "POST", "Sec-Fetch-Site: " + site + "\r\n"))
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void theBoundNameIsAllowed() {
        HostFilter filter = new HostFilter("192.168.7.7", List.of("other.example"));
        assertThat(filter.allows("192.168.7.7:7700", null)).isTrue();
        assertThat(filter.allows("192.168.7.7", "http://192.168.7.7:3000")).isTrue();
        assertThat(filter.allows("192.168.7.8", null)).isFalse();
        HostFilter six = new HostFilter("fd00::7", List.of("other.example"));
        assertThat(six.allows("[fd00::7]:7700", "http://[fd00::7]")).isTrue();
        assertThat(six.allows("[fd00::8]:7700", null)).isFalse();
    }
}
