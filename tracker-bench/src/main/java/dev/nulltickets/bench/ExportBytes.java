package dev.nulltickets.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Hold one export of spans, as an exporter sends it: protobuf, made once, with new ids and times for each time that it
 * is sent. Not safe for use by several threads.
 */
final class ExportBytes {
    /** How many spans an exporter of the OpenTelemetry SDKs sends at once. */
    static final int SPANS = 512;

    private static final int SPANS_OF_A_TRACE = 16;
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;
    private static final long SPAN_NANOS = 1_000_000;
    private static final String NAME = "execute_tool shell";

    /** From the trace id to the span id: behind it stand tag and length of that. */
    private static final int TO_SPAN_ID = TRACE_ID_BYTES + 2;

    /** From there to the start: behind the id stand that of the parent, the name, and the tag of the start. */
    private static final int TO_START = SPAN_ID_BYTES + 2 + SPAN_ID_BYTES + 2 + NAME.length() + 1;

    /** From there to the end: behind the start stands the tag of the end. */
    private static final int TO_END = Long.BYTES + 1;

    private final ByteBuffer request;
    private final List<Integer> traceIds;

    private ExportBytes(byte[] request, List<Integer> traceIds) {
        this.request = ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
        this.traceIds = traceIds;
    }

    /** Make an export whose spans belong to a run. */
    static ExportBytes of(Target target, String run) {
        Message spans = new Message().bytes(1, new Message().text(1, "bench"));
        List<Integer> traceIds = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            Message span = span();
            // Tag and length of the span, then those of its trace id.
            traceIds.add(spans.size() + 1 + Message.lengthOfVarint(span.size()) + 2);
            spans.bytes(2, span);
        }
        Message resource = new Message().attribute("service.name", "agent").attribute("nulltickets.run_id", run);
        Message head = new Message().bytes(1, resource);
        int inside = head.size() + 1 + Message.lengthOfVarint(spans.size());
        Message resourceSpans = head.bytes(2, spans);
        Message body = new Message().bytes(1, resourceSpans);
        byte[] line = head(target, body.size());
        int before = line.length + 1 + Message.lengthOfVarint(resourceSpans.size()) + inside;
        byte[] request = ByteBuffer.allocate(line.length + body.size())
                .put(line)
                .put(body.bytes())
                .array();
        return new ExportBytes(request, traceIds.stream().map(at -> at + before).toList());
    }

    /** Return the whole request with ids that no other has, of spans that have just ended. */
    ByteBuffer next(SplittableRandom random) {
        byte[] trace = new byte[TRACE_ID_BYTES];
        byte[] span = new byte[SPAN_ID_BYTES];
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()); // Spans carry real time.
        for (int i = 0; i < SPANS; i++) {
            if (i % SPANS_OF_A_TRACE == 0) {
                random.nextBytes(trace);
            }
            random.nextBytes(span);
            int start = traceIds.get(i) + TO_SPAN_ID + TO_START;
            request.put(traceIds.get(i), trace)
                    .put(traceIds.get(i) + TO_SPAN_ID, span)
                    .putLong(start, now - SPAN_NANOS + i)
                    .putLong(start + TO_END, now + i);
        }
        return request.duplicate();
    }

    private static Message span() {
        return new Message()
                .bytes(1, new byte[TRACE_ID_BYTES])
                .bytes(2, new byte[SPAN_ID_BYTES])
                .bytes(4, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
                .text(5, NAME)
                .fixed(7, 0)
                .fixed(8, 0)
                .attribute(9, "gen_ai.operation.name", "execute_tool")
                .attribute(9, "gen_ai.tool.name", "shell")
                .attribute(9, "http.request.method", "POST")
                .attribute(9, "url.full", "https://api.example.com/v1/messages");
    }

    private static byte[] head(Target target, int length) {
        String token = target.apiToken() == null ? "" : "Authorization: Bearer " + target.apiToken() + "\r\n";
        return AnswerHead.bytes(
                "POST /v1/traces HTTP/1.1\r\nHost: " + target.base().getRawAuthority() + "\r\n" + token
                        + "Content-Type: application/x-protobuf\r\nContent-Length: " + length + "\r\n\r\n");
    }

    /** Write one message of protobuf. */
    private static final class Message {
        private static final int FIXED = 1;
        private static final int BYTES = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message fixed(int field, long value) {
            out.write((field << 3) | FIXED);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message attribute(String key, String value) {
            return attribute(1, key, value);
        }

        Message attribute(int field, String key, String value) {
            return bytes(field, new Message().text(1, key).bytes(2, new Message().text(1, value)));
        }

        Message bytes(int field, Message value) {
            return bytes(field, value.bytes());
        }

        Message bytes(int field, byte[] value) {
            out.write((field << 3) | BYTES);
            int rest = value.length;
            while (rest > 0x7f) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
            out.writeBytes(value);
            return this;
        }

        int size() {
            return out.size();
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        static int lengthOfVarint(int value) {
            return value > 0x7f ? 1 + lengthOfVarint(value >>> 7) : 1;
        }
    }
}
