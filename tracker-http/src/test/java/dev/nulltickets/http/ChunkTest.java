package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.chunk;
import static dev.nulltickets.http.RawRequest.get;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Send chunks in all the shapes that HTTP allows, and in some that it does not. */
class ChunkTest {
    private static final String CLAIM = JsonTree.quoted("{'agent_id':'ada','agent_role':'coder'}");
    private static final String HEX = Integer.toHexString(CLAIM.length());
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    @RegisterExtension
    final TestServer server = TestServer.open();

    private static String claim(String chunks) {
        return post("/leases/claim", chunks, CHUNKED);
    }

    @Test
    void extensionsAndTrailersAreSkipped() {
        List<String> all = List.of(
                HEX + ";name=value\r\n" + CLAIM + "\r\n0\r\n\r\n",
                HEX + " ; a=\"b c;d\" ;e\r\n" + CLAIM + "\r\n0;last\r\n\r\n",
                "000" + HEX.toUpperCase(java.util.Locale.ROOT) + "\r\n" + CLAIM + "\r\n000\r\n\r\n",
                chunk(CLAIM) + "0\r\nX-Checksum: 1\r\nX-Other: 2\r\n\r\n",
                "1;a\r\n{\r\n" + chunk(CLAIM.substring(1)) + "0;b=c\r\nContent-Length: 7\r\n\r\n");
        try (RawConnection connection = RawConnection.to(server)) {
            for (String chunks : all) {
                connection.send(claim(chunks) + get("/health"));
                connection.receive("POST", "/leases/claim").checked().is(204);
                connection.receive("GET", "/health").checked().is(200);
            }
        }
    }

    @Test
    void theyMayComeByteByByte() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (char each :
                    claim(HEX + ";a=b\r\n" + CLAIM + "\r\n0\r\nX-A: 1\r\n\r\n").toCharArray()) {
                connection.send(String.valueOf(each));
            }
            connection.receive("POST", "/leases/claim").checked().is(204);
        }
    }

    @Test
    void whatIsNoChunkIsRefusedAndTheConnectionEnds() {
        List<String> all = List.of(
                "zz\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                "2\r{}\r\n0\r\n\r\n",
                "2;a\n{}\r\n0\r\n\r\n",
                "2\r\n{}x\r\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "fffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                chunk("{}") + "0\r\nX-A: 1\n\r\n",
                chunk("{}") + "0\r\n" + "X-A: 1\r\n".repeat(101) + "\r\n",
                chunk("{}") + "0\r\nX-A: " + "y".repeat(5000) + "\r\n\r\n");
        for (String chunks : all) {
            try (RawConnection connection = RawConnection.to(server)) {
                connection.send(claim(chunks));
                connection
                        .receive("POST", "(not HTTP)")
                        .checked()
                        .isRefused(400, "bad_request", "cannot read this request");
                assertThat(connection.isClosedByServer()).as(chunks).isTrue();
            }
        }
        server.client().get("/health").is(200);
    }

    @Test
    void anEndlessLineIsNotReadToItsEnd() {
        for (String begin : List.of("", "2;", chunk("{}") + "0\r\nX-A: ")) {
            try (RawConnection connection = RawConnection.to(server)) {
                connection.send(claim(begin));
                assertThat(sent(connection, 1000)).isLessThan(1000);
            }
        }
        server.client().get("/health").is(200);
    }

    /** Return how many pieces of 64 KiB could be sent. */
    private static int sent(RawConnection connection, int most) {
        byte[] zeros = "0".repeat(65_536).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int sent = 0;
        try {
            while (sent < most) {
                connection.send(zeros);
                sent++;
            }
        } catch (UncheckedIOException closed) {
            return sent;
        }
        return sent;
    }

    @Test
    void anotherRequestIsNoPartOfAnOfferedBodyThatWasRefused() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(post("/nope", "", "Expect: 100-continue", CHUNKED));
            assertThat(connection.receive("POST", "/nope").checked().is(404).header("connection"))
                    .isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void anEmptyLineBeforeARequestIsSkipped() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(
                    "\r\n" + get("/health") + "\r\n" + claim(chunk(CLAIM) + "0\r\n\r\n") + "\r\n" + get("/nope"));
            connection.receive("GET", "/health").checked().is(200);
            connection.receive("POST", "/leases/claim").checked().is(204);
            connection.receive("GET", "/nope").checked().is(404);
        }
    }
}
