package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.get;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Say in all the ways that there are that a request is the last one, and put what looks like another into its body. */
class LastRequestTest {
    private static final String HIDDEN = get("/health");
    private static final String LENGTH = "Content-Length: " + HIDDEN.length();

    @RegisterExtension
    final TestServer server = TestServer.open();

    @TestFactory
    Stream<DynamicTest> whatFollowsTheLastRequestIsNoRequest() {
        return List.of(
                        "Connection: close",
                        "Connection: Close",
                        "connection:CLOSE",
                        "Connection: keep-alive, close",
                        "Connection: close, x-other",
                        "Connection: x-other\r\nConnection: close",
                        "Expect: 100-continue",
                        "Expect: 100-Continue",
                        "Expect: x-other, 100-continue")
                .stream()
                .map(header -> DynamicTest.dynamicTest(header, () -> {
                    isTheLast("POST", post("/nope", HIDDEN, LENGTH, header), 404);
                    isTheLast("GET", get("/nope", LENGTH, header) + HIDDEN, 404);
                    isTheLast(
                            "DELETE", "DELETE" + get("/store/a", LENGTH, header).substring(3) + HIDDEN, 204);
                }));
    }

    private void isTheLast(String method, String request, int status) {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(request + get("/health"));
            assertThat(connection.receive(method, "(the last)").is(status).header("connection"))
                    .isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }
}
