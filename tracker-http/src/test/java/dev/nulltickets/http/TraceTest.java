package dev.nulltickets.http;

import static dev.nulltickets.http.JsonTree.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Send exports of traces. */
class TraceTest {
    private static final String TRACE = "5b8efff798038103d269b633813fc60c";

    @RegisterExtension
    final TestServer server = TestServer.open();

    private Client json() {
        return server.client().with("Content-Type", "application/json");
    }

    private static String spans(String spans) {
        return quoted("{'resourceSpans':[{'scopeSpans':[{'spans':[" + spans + "]}]}]}");
    }

    private static String span(int number, String more) {
        return "{'traceId':'%s','spanId':'%016x','name':'s','startTimeUnixNano':'%d'%s}"
                .formatted(TRACE, number, number, more);
    }

    private List<Span> kept() {
        return server.tracker().traces().ofTrace(TRACE, PageRequest.first(100)).items();
    }

    @Test
    void spansAreKeptAtBothPlaces() {
        json().postText("/v1/traces", spans(span(1, "") + "," + span(2, "")))
                .is(200, "{'batch_id':1,'accepted_spans':2,'stored':'json'}");
        json().postText("/otlp/v1/traces", spans(span(3, "")))
                .is(200, "{'batch_id':2,'accepted_spans':1,'stored':'json'}");
        assertThat(kept()).extracting(Span::startNanos).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aSpanIsLinkedToItsRunAndTask() {
        Scene.Held held = Scene.on(server).held();
        String links = """
                ,'attributes':[{'key':'nulltickets.run_id','value':{'stringValue':'%s'}},
                 {'key':'nulltickets.task_id','value':{'stringValue':'%s'}}]""".formatted(held.run(), held.task());
        json().postText("/v1/traces", spans(span(1, links))).is(200);
        PageRequest<Cursor.Started> page = PageRequest.first(10);
        assertThat(server.tracker().traces().ofRun(new RunId(held.run()), page).items())
                .hasSize(1);
        assertThat(server.tracker()
                        .traces()
                        .ofTask(new TaskId(held.task()), page)
                        .items())
                .hasSize(1);
    }

    @Test
    void whatIsSkippedIsCountedAndWhatIsNotIsNot() {
        Received partial = json().postText(
                        "/v1/traces", spans(span(1, "") + ",{'name':'no ids'},{'traceId':'" + TRACE + "'}"))
                .is(200);
        assertThat(partial.number("accepted_spans")).isEqualTo(1);
        assertThat(partial.text("partialSuccess.rejectedSpans")).isEqualTo("2");
        assertThat(partial.text("partialSuccess.errorMessage")).contains("traceId", "spanId");
        assertThat(json().postText("/v1/traces", spans(span(2, ""))).json().has("partialSuccess"))
                .isFalse();
    }

    @Test
    void anEmptyExportIsABatchToo() {
        for (String body : List.of("{}", "{'resourceSpans':[]}", "{'resourceSpans':[{}]}", "{'unknown':1}")) {
            Received kept = json().postText("/v1/traces", quoted(body)).is(200);
            assertThat(kept.number("accepted_spans")).isZero();
            assertThat(kept.text("stored")).isEqualTo("json");
        }
    }

    @Test
    void whatSaysItIsJsonMustBe() {
        for (String body :
                List.of("", "{", "[]", "7", "nul", "{'resourceSpans':7}", "{'resourceSpans':[7]}", "{'a':1} x")) {
            json().postText("/v1/traces", quoted(body)).isRefused(400, "invalid_json");
        }
        json().postBytes("/v1/traces", new byte[] {'{', (byte) 0xff, '}'}).isRefused(400, "invalid_json", "UTF-8");
        json().postText("/v1/traces", "[".repeat(100_000)).isRefused(400, "invalid_json");
        server.client()
                .with("Content-Type", "application/json; charset=utf-8")
                .postText("/v1/traces", "{")
                .isRefused(400, "invalid_json");
    }

    @Test
    void whatIsNoJsonIsKeptAsItIs() {
        byte[] bytes = {0x0a, (byte) 0xff, 0, 0x1a};
        for (String type : List.of("application/x-protobuf", "application/octet-stream", "x", "text/plain")) {
            Received kept = server.client()
                    .with("Content-Type", type)
                    .postBytes("/v1/traces", bytes)
                    .is(200);
            assertThat(kept.text("stored")).isEqualTo("blob");
            assertThat(kept.number("accepted_spans")).isZero();
        }
        server.client().postBytes("/v1/traces", bytes).is(200);
        server.client().postNothing("/v1/traces").is(200);
    }

    @Test
    void anExportWithAKeyIsKeptOnce() {
        Client once = json().once("k");
        Received first = once.postText("/v1/traces", spans(span(1, ""))).is(200);
        assertThat(once.postText("/v1/traces", spans(span(1, ""))).is(200).body())
                .isEqualTo(first.body());
        once.postText("/v1/traces", spans(span(2, ""))).isRefused(409, "idempotency_conflict");
        byte[] bytes = {(byte) 0xff, (byte) 0xfe};
        byte[] others = {(byte) 0xfe, (byte) 0xff};
        Client binary = server.client().once("b");
        long batch = binary.postBytes("/v1/traces", bytes).is(200).number("batch_id");
        assertThat(binary.postBytes("/v1/traces", bytes).number("batch_id")).isEqualTo(batch);
        binary.postBytes("/v1/traces", others).isRefused(409, "idempotency_conflict");
        assertThat(server.client().postBytes("/v1/traces", bytes).number("batch_id"))
                .isEqualTo(batch + 1);
        once.postText("/otlp/v1/traces", spans(span(1, ""))).is(200);
        json().once("bad").postText("/v1/traces", "{").is(400);
        json().once("bad").postText("/v1/traces", "{}").is(200);
    }

    @Test
    void anExportMayHaveManyMegabytes() {
        byte[] large = ("{\"padding\":\"" + "x".repeat(20_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        json().postBytes("/v1/traces", large).is(200, "{'batch_id':1,'accepted_spans':0,'stored':'json'}");
        json().postBytes("/tasks", large).isRefused(413, "payload_too_large", "4194304");
    }
}
