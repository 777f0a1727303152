package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.get;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http1.Http1Headers;
import io.helidon.webserver.http1.Http1Prologue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Cut streams of requests into segments at random, and read them as the server does. Where they are cut must make no
 * difference, whatever they say, or else the server could be led to see other requests than those before it.
 */
class SegmentTest {
    private static final String HIDDEN = get("/hidden");
    private static final List<String> WHOLE = List.of(
            get("/health"),
            "\r\n" + get("/tasks?stage=a%20b", "X-A: \t1"),
            get("/store/a/\u00c3\u00a9?q=\u00e2\u0082\u00ac"),
            "HEAD" + get("/health").substring(3),
            get("/tasks", "Content-Length: " + HIDDEN.length()) + HIDDEN,
            post("/tasks", "", "Content-Length: 0"),
            post("/tasks", HIDDEN, "Content-Length: " + HIDDEN.length()),
            post("/tasks", RawRequest.chunk(HIDDEN) + "0\r\n\r\n", "Transfer-Encoding: chunked"),
            post("/tasks", "3;a=\"b\"\r\n{\r\n\r\n00\r\nX-A: 1\r\n\r\n", "Transfer-Encoding: Chunked"));
    private static final List<String> SPLINTERS = List.of(
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            " ",
            "\t",
            ":",
            ",",
            ";",
            "0",
            "7",
            "\0",
            "\u007f",
            "\u00e9",
            "HTTP/1.0",
            "Content-Length: 5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "chunked",
            "identity",
            "\r\n ",
            "%",
            "GET");

    private final SplittableRandom random = new SplittableRandom(20_260_102);

    @Test
    void requestsAreTheSameInWhateverSegmentsTheyCome() {
        for (int i = 0; i < 2_000; i++) {
            List<String> requests = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(each -> WHOLE.get(random.nextInt(WHOLE.size())))
                    .toList();
            List<String> expected = requests.stream()
                    .flatMap(one -> seen(List.of(one)).stream())
                    .collect(Collectors.toList());
            assertThat(expected).hasSize(requests.size()).noneMatch(one -> one.startsWith("GET /hidden"));
            isSeen(String.join("", requests), expected);
        }
    }

    @Test
    void damagedRequestsAreTheSameInWhateverSegmentsTheyCome() {
        for (int i = 0; i < 20_000; i++) {
            StringBuilder stream = new StringBuilder();
            for (int requests = 1 + random.nextInt(3); requests > 0; requests--) {
                stream.append(WHOLE.get(random.nextInt(WHOLE.size())));
            }
            for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
                damage(stream);
            }
            isSeen(stream.toString(), seen(List.of(stream.toString())));
        }
    }

    private void damage(StringBuilder stream) {
        int from = random.nextInt(stream.length());
        int to = random.nextBoolean() ? from : Math.min(stream.length(), from + 1 + random.nextInt(4));
        stream.replace(from, to, random.nextInt(4) == 0 ? "" : SPLINTERS.get(random.nextInt(SPLINTERS.size())));
    }

    private void isSeen(String stream, List<String> expected) {
        for (int most : new int[] {1, 3, 40}) {
            List<String> segments = new ArrayList<>();
            for (int at = 0; at < stream.length(); ) {
                int end = Math.min(stream.length(), at + 1 + random.nextInt(most));
                segments.add(stream.substring(at, end));
                at = end;
            }
            assertThat(seen(segments)).as(() -> String.join("|", segments)).isEqualTo(expected);
        }
    }

    /** Return what is read from the segments of a connection: each request, and last a refusal if there is one. */
    private static List<String> seen(List<String> segments) {
        List<String> seen = new ArrayList<>();
        try (SocketChannel nowhere = SocketChannel.open()) {
            Inbound inbound =
                    new Inbound(supplier(segments), new Wait(nowhere, SocketChannel::close), ClientTimeouts.DEFAULT);
            DataReader reader = DataReader.create(inbound);
            while (true) {
                seen.add(request(inbound, reader));
            }
        } catch (CloseConnectionException | InsufficientDataAvailableException end) {
            return seen;
        } catch (RequestException refused) {
            assertThat(refused.status().code()).isBetween(400, 505).isNotEqualTo(500);
            seen.add("refused");
            return seen;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Supplier<byte[]> supplier(List<String> segments) {
        var next = segments.stream()
                .map(segment -> segment.getBytes(StandardCharsets.ISO_8859_1))
                .iterator();
        return () -> next.hasNext() ? next.next() : null;
    }

    /** Read a request by the parsers of the server, and note whatever they made of it. */
    private static String request(Inbound inbound, DataReader reader) {
        HttpPrologue prologue = new Http1Prologue(reader, 64 * 1024, false).readPrologue();
        WritableHeaders<?> headers = new Http1Headers(reader, 32 * 1024, true).readHeaders(prologue);
        inbound.begin(headers);
        String body = headers.contains(HeaderNames.TRANSFER_ENCODING) ? chunks(reader) : body(reader, headers);
        String all = headers.stream()
                .map(header -> header.name() + "=" + header.values())
                .collect(Collectors.joining("&"));
        return prologue.method().text() + " " + prologue.uriPath().rawPath() + "?"
                + prologue.query().rawValue() + " " + all + " " + body;
    }

    private static String body(DataReader reader, WritableHeaders<?> headers) {
        long length;
        try {
            length = headers.contentLength().orElse(0);
        } catch (IllegalArgumentException malformed) {
            throw refusal();
        }
        StringBuilder body = new StringBuilder();
        while (body.length() < length) {
            reader.ensureAvailable();
            int count = (int) Math.min(reader.available(), length - body.length());
            body.append(new String(reader.readBytes(count), StandardCharsets.ISO_8859_1));
        }
        return body.toString();
    }

    private static String chunks(DataReader reader) {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(reader.readLine(), 16);
            body.append(new String(reader.readBytes(size), StandardCharsets.ISO_8859_1));
            assertThat(reader.readLine()).isEmpty();
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private static RequestException refusal() {
        return RequestException.builder()
                .status(Status.BAD_REQUEST_400)
                .message("no length")
                .build();
    }
}
