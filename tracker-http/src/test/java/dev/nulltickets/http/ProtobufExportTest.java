package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.nulltickets.core.model.PageRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Send exports in protobuf, and read the answers as an exporter does. */
class ProtobufExportTest {
    private static final String TRACE = "5b8efff798038103d269b633813fc60c";

    @RegisterExtension
    final TestServer server = TestServer.with(local -> local.withMaxTraceBytes(100_000));

    @RegisterExtension
    final TestServer guarded = TestServer.guarded();

    private static Span span(int number) {
        return Span.newBuilder()
                .setTraceId(ByteString.fromHex(TRACE))
                .setSpanId(ByteString.fromHex(String.format("%016x", number)))
                .setStartTimeUnixNano(number)
                .build();
    }

    private static byte[] export(Span... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
                .build()
                .toByteArray();
    }

    private static HttpResponse<byte[]> post(TestServer to, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/v1/traces"))
                .POST(BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/x-protobuf");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private static void isProtobuf(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/x-protobuf");
    }

    /** Read a {@code google.rpc.Status}: its code and its message. */
    private static String status(HttpResponse<byte[]> answer, int status) throws IOException {
        isProtobuf(answer, status);
        CodedInputStream in = CodedInputStream.newInstance(answer.body());
        assertThat(in.readTag()).isEqualTo(1 << 3);
        int code = in.readInt32();
        assertThat(in.readTag()).isEqualTo((2 << 3) | 2);
        String message = in.readStringRequireUtf8();
        assertThat(in.isAtEnd()).isTrue();
        return code + " " + message;
    }

    @Test
    void whatIsAcceptedWholeIsAnsweredWithAnEmptyResponse() throws IOException {
        HttpResponse<byte[]> answer = post(server, export(span(1), span(2)));
        isProtobuf(answer, 200);
        assertThat(answer.body()).isEmpty();
        assertThat(server.tracker()
                        .traces()
                        .ofTrace(TRACE, PageRequest.first(10))
                        .items())
                .hasSize(2);
    }

    @Test
    void whatIsSkippedIsSaidInTheResponse() throws IOException {
        HttpResponse<byte[]> answer = post(server, export(span(1), Span.getDefaultInstance()));
        isProtobuf(answer, 200);
        ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer.body());
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage()).startsWith("skipped 1 of 2 spans");
    }

    @Test
    void whoAsksForJsonGetsIt() {
        Client json = server.client().with("Content-Type", "application/x-protobuf");
        for (String accept : List.of(
                "application/json",
                "text/plain, Application/JSON;q=0.9",
                "application/protobuf;q=0.1, application/json;q=0.2")) {
            json.with("Accept", accept)
                    .postBytes("/v1/traces", export(span(1)))
                    .is(200, "{'batch_id':" + batch++ + ",'accepted_spans':1,'stored':'protobuf'}");
        }
        for (String accept : List.of(
                "*/*",
                "application/x-protobuf, application/json",
                "application/json;q=0.5, application/x-protobuf",
                "application/json; q=0",
                "application/json;q=nonsense")) {
            assertThat(json.with("Accept", accept)
                            .postBytes("/v1/traces", export())
                            .header("content-type"))
                    .as(accept)
                    .isEqualTo("application/x-protobuf");
        }
        json.with("Accept", "application/json")
                .postBytes("/v1/traces", new byte[100_001])
                .isRefused(413, "payload_too_large");
    }

    private int batch = 1;

    @Test
    void whatCannotBeReadIsKeptAndAnsweredInJson() {
        Received answer = server.client()
                .with("Content-Type", "application/x-protobuf")
                .postBytes("/v1/traces", new byte[] {10})
                .is(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.text("stored")).isEqualTo("blob");
        assertThat(answer.number("accepted_spans")).isZero();
        assertThat(answer.text("partialSuccess.rejectedSpans")).isEqualTo("0");
        assertThat(answer.text("partialSuccess.errorMessage")).startsWith("kept, but not read");
    }

    @Test
    void aRefusalIsAStatusInProtobuf() throws IOException {
        assertThat(status(post(server, new byte[100_001]), 413)).startsWith("11 the body may have at most 100000");
        assertThat(status(post(server, export(), "Content-Encoding", "br"), 415))
                .startsWith("3 Content-Encoding");
        assertThat(status(post(server, new byte[] {1}, "Content-Encoding", "gzip"), 400))
                .startsWith("3 the body is not the gzip");
        HttpResponse<byte[]> stranger = post(guarded, export());
        assertThat(status(stranger, 401)).startsWith("16 Authorization");
        assertThat(stranger.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(status(post(server, export(), "Origin", "http://evil.example"), 403))
                .startsWith("7 Host or Origin");
    }

    @Test
    void aRetryWithAKeyGetsTheSameAnswerInWhatItAsksFor() throws IOException {
        byte[] partial = export(span(1), Span.getDefaultInstance());
        HttpResponse<byte[]> first = post(server, partial, "Idempotency-Key", "k");
        HttpResponse<byte[]> again = post(server, partial, "Idempotency-Key", "k");
        isProtobuf(again, 200);
        assertThat(again.body()).isEqualTo(first.body());
        server.client()
                .with("Content-Type", "application/x-protobuf")
                .with("Accept", "application/json")
                .once("k")
                .postBytes("/v1/traces", partial)
                .is(200);
        assertThat(status(post(server, export(), "Idempotency-Key", "k"), 409)).startsWith("10 ");
    }
}
