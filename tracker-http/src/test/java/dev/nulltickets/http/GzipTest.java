package dev.nulltickets.http;

import static dev.nulltickets.http.JsonTree.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Send exports of traces as most exporters do: compressed. */
class GzipTest {
    private static final int LIMIT = 300_000;

    @RegisterExtension
    final TestServer server = TestServer.with(local -> local.withMaxTraceBytes(LIMIT));

    private Client gzip() {
        return server.client().with("Content-Encoding", "gzip");
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] span() {
        String body = quoted("""
                {'resourceSpans':[{'scopeSpans':[{'spans':[
                 {'traceId':'5b8efff798038103d269b633813fc60c','spanId':'eee19b7ec3c1b174','name':'ü'}]}]}]}""");
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String stored(Client exporter, String target, byte[] body) throws IOException {
        return exporter.postBytes(target, zipped(body)).is(200).text("stored");
    }

    @Test
    void aCompressedExportIsReadLikeAnyOther() throws IOException {
        for (String encoding : List.of("gzip", "GZIP", "x-gzip", "gzip, identity")) {
            Client exporter =
                    server.client().with("Content-Encoding", encoding).with("Content-Type", "application/json");
            assertThat(stored(exporter, "/v1/traces", span())).isEqualTo("json");
        }
        assertThat(stored(gzip(), "/otlp/v1/traces", span())).isEqualTo("json");
        Client protobuf = gzip().with("Content-Type", "application/x-protobuf");
        assertThat(stored(protobuf, "/v1/traces", new byte[] {10})).isEqualTo("blob");
        assertThat(stored(protobuf.with("Accept", "application/json"), "/v1/traces", new byte[] {10, 0}))
                .isEqualTo("protobuf");
    }

    @Test
    void theLimitHoldsForWhatComesOut() throws IOException {
        gzip().postBytes("/v1/traces", zipped(new byte[LIMIT])).is(200);
        gzip().postBytes("/v1/traces", zipped(new byte[LIMIT + 1]))
                .isRefused(413, "payload_too_large", Integer.toString(LIMIT));
        gzip().postBytes("/v1/traces", zipped(new byte[100 * LIMIT])).isRefused(413, "payload_too_large");
    }

    @Test
    void whatComesInPiecesIsReadWhole() throws IOException {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        byte[] whole = span();
        pieces.write(zipped(Arrays.copyOf(whole, 20)));
        pieces.write(zipped(new byte[0]));
        pieces.write(zipped(Arrays.copyOfRange(whole, 20, whole.length)));
        assertThat(BodyEncoding.GZIP.decoded(pieces.toByteArray(), LIMIT)).isEqualTo(whole);
    }

    @Test
    void aBombCostsNoMemory() throws IOException {
        int limit = 64 * 1024 * 1024;
        byte[] bomb = zipped(new byte[limit + 1]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(BodyEncoding.GZIP.decoded(bomb, limit)).isNull();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isBetween(1L, 1024L * 1024);
    }

    @Test
    void whatIsNotCompressedAsItSaysIsRefused() throws IOException {
        byte[] whole = zipped(span());
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;
        for (byte[] broken : List.of(
                span(), new byte[] {31}, Arrays.copyOf(whole, whole.length - 9), Arrays.copyOf(whole, 12), damaged)) {
            gzip().postBytes("/v1/traces", broken).isRefused(400, "invalid_json", "gzip");
            Received answer =
                    gzip().with("Content-Type", "application/x-protobuf").postBytes("/v1/traces", broken);
            assertThat(answer.is(400).header("content-type")).isEqualTo("application/x-protobuf");
        }
        gzip().postBytes("/v1/traces", whole).is(200);
    }

    @Test
    void anExportWithAKeyIsToldByWhatItSays() throws IOException {
        Received first =
                gzip().once("k").postBytes("/v1/traces", zipped(span())).is(200);
        server.client().once("k").postBytes("/v1/traces", span()).is(200, first.body());
    }
}
