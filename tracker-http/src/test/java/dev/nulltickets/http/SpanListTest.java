package dev.nulltickets.http;

import static dev.nulltickets.http.JsonTree.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Read back what exporters sent. */
class SpanListTest {
    private static final String TRACE = "5b8efff798038103d269b633813fc60c";

    @RegisterExtension
    final TestServer server = TestServer.open();

    private void send(String resource, String... spans) {
        String body =
                "{'resourceSpans':[{'resource':{'attributes':[%s]},'schemaUrl':'r','scopeSpans':[{'scope':{'name':'n'},'spans':[%s]}]}]}"
                        .formatted(resource, String.join(",", spans));
        server.client()
                .with("Content-Type", "application/json")
                .postText("/v1/traces", quoted(body))
                .is(200);
    }

    private static String span(int number, String more) {
        return "{'traceId':'%s','spanId':'%016x','name':'s%d','startTimeUnixNano':'%d'%s}"
                .formatted(TRACE, number, number, number, more);
    }

    private static String text(String key, String value) {
        return "{'key':'%s','value':{'stringValue':'%s'}}".formatted(key, value);
    }

    private static String usage(String model, int input) {
        return ",'attributes':[%s,{'key':'gen_ai.usage.input_tokens','value':{'intValue':%d}}]"
                .formatted(text("gen_ai.request.model", model), input);
    }

    @Test
    void aSpanIsShownWithAllThatWasSent() {
        Scene.Held held = Scene.on(server).held();
        send(
                text("nulltickets.run_id", held.run()),
                "{'traceId':'" + TRACE.toUpperCase(Locale.ROOT) + "','spanId':'EEE19b7ec3c1b174',"
                        + "'parentSpanId':'00f067aa0ba902b7','traceState':'a=b','flags':257,'name':'é','kind':3,"
                        + "'startTimeUnixNano':'1767225600000000001','endTimeUnixNano':1767225600000000002,"
                        + "'attributes':[{'key':'k','value':{'intValue':7}}],'droppedAttributesCount':1,"
                        + "'events':[{'timeUnixNano':'5','name':'e'}],'droppedEventsCount':2,"
                        + "'links':[{'traceId':'" + TRACE + "','spanId':'00f067aa0ba902b7'}],'droppedLinksCount':3,"
                        + "'status':{'code':2,'message':'m'}}");
        String expected = """
                {'items':[{'trace_id':'%s','span_id':'eee19b7ec3c1b174','parent_span_id':'00f067aa0ba902b7',
                 'trace_state':'a=b','flags':257,'name':'é','kind':3,
                 'start_time_unix_nano':'1767225600000000001','end_time_unix_nano':'1767225600000000002',
                 'attributes':[{'key':'k','value':{'intValue':'7'}}],
                 'events':[{'timeUnixNano':'5','name':'e'}],
                 'links':[{'traceId':'%s','spanId':'00f067aa0ba902b7'}],
                 'dropped_attributes_count':1,'dropped_events_count':2,'dropped_links_count':3,
                 'status':{'code':2,'message':'m'},
                 'scope':{'name':'n','version':'','attributes':[],'dropped_attributes_count':0,'schema_url':''},
                 'resource':{'attributes':[%s],'dropped_attributes_count':0,'schema_url':'r'},
                 'run_id':'%s','task_id':'%s'}],'next_cursor':null}""".formatted(TRACE, TRACE, text("nulltickets.run_id", held.run()), held.run(), held.task());
        for (String path :
                List.of("/runs/" + held.run() + "/spans", "/tasks/" + held.task() + "/spans", "/traces/" + TRACE)) {
            server.client().get(path).is(200, expected);
        }
    }

    @Test
    void listsPageByStart() {
        Scene.Held held = Scene.on(server).held();
        String[] spans = new String[7];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = span(7 - i, "");
        }
        send(text("nulltickets.run_id", held.run()), spans);
        for (String path :
                List.of("/runs/" + held.run() + "/spans", "/tasks/" + held.task() + "/spans", "/traces/" + TRACE)) {
            List<String> names = new ArrayList<>();
            String cursor = "";
            do {
                Received page = server.client().get(path + "?limit=3" + cursor).is(200);
                page.json().elements("items").forEach(item -> names.add(item.text("name")));
                cursor = page.body().contains("\"next_cursor\":null") ? "" : "&cursor=" + page.text("next_cursor");
            } while (!cursor.isEmpty());
            assertThat(names).containsExactly("s1", "s2", "s3", "s4", "s5", "s6", "s7");
            server.client().get(path + "?limit=0").isRefused(400, "invalid_limit");
            server.client().get(path + "?cursor=IzU").isRefused(400, "invalid_cursor");
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of("/runs/nope/spans", "/tasks/nope/spans", "/traces/nope", "/traces/" + TRACE)) {
            server.client().get(path).isRefused(404, "not_found");
        }
        Scene.Held held = Scene.on(server).held();
        server.client().get("/runs/" + held.run() + "/spans").is(200, "{'items':[],'next_cursor':null}");
        server.client().get("/tasks/" + held.task() + "/spans").is(200, "{'items':[],'next_cursor':null}");
    }

    @Test
    void aTraceIsReadAsOtlpToo() {
        send(text("service.name", "a"), span(1, ""), span(3, ",'parentSpanId':'0000000000000001'"));
        send(text("service.name", "b"), span(2, ""));
        Received trace = server.client().get("/traces/" + TRACE.toUpperCase(Locale.ROOT) + "?format=otlp");
        assertThat(trace.is(200).header("link")).isEmpty();
        List<JsonTree> resources = trace.json().elements("resourceSpans");
        assertThat(resources).hasSize(2);
        List<JsonTree> spans =
                resources.getFirst().elements("scopeSpans").getFirst().elements("spans");
        assertThat(spans).extracting(span -> span.text("name")).containsExactly("s1", "s3");
        assertThat(spans.getLast().text("parentSpanId")).isEqualTo("0000000000000001");
        assertThat(spans.getLast().text("startTimeUnixNano")).isEqualTo("3");

        Received first =
                server.client().get("/traces/" + TRACE + "?format=otlp&limit=2").is(200);
        String next = first.header("link");
        assertThat(next).startsWith("<?format=otlp&cursor=").endsWith(">; rel=\"next\"");
        Received second = server.client().get("/traces/" + TRACE + next.substring(1, next.indexOf('>')));
        assertThat(second.is(200).body()).contains("s3").doesNotContain("s1", "s2");
        server.client().get("/traces/" + TRACE + "?format=xml").isRefused(400, "validation_failed", "format");

        // What was read is sent to another tracker, and is the same there.
        try (TestServer other = TestServer.open().start()) {
            other.client()
                    .with("Content-Type", "application/json")
                    .postText("/v1/traces", trace.body())
                    .is(200);
            assertThat(other.client().get("/traces/" + TRACE).is(200).json().plain())
                    .isEqualTo(server.client()
                            .get("/traces/" + TRACE)
                            .is(200)
                            .json()
                            .plain());
        }
    }

    @Test
    void tokensAreShownOfTheRunAndOfTheTask() {
        Scene.Held held = Scene.on(server).held();
        assertThat(server.client().get("/runs/" + held.run()).is(200).number("telemetry_usage.input_tokens"))
                .isZero();
        send(
                text("nulltickets.run_id", held.run()),
                span(1, usage("large", 110)),
                span(2, ",'parentSpanId':'0000000000000001'" + usage("large", 100)),
                span(3, ",'parentSpanId':'0000000000000001'" + usage("small", 10)));
        for (String path : List.of("/runs/" + held.run(), "/tasks/" + held.task())) {
            Received shown = server.client().get(path).is(200);
            assertThat(shown.number("telemetry_usage.input_tokens")).as(path).isEqualTo(110);
            assertThat(shown.json().elements("telemetry_usage.by_model"))
                    .extracting(model -> model.text("model") + " " + model.number("input_tokens"))
                    .containsExactly("large 100", "small 10");
        }
        assertThat(server.client().get("/runs/" + held.run()).json().at("usage").plain())
                .hasToString("{}");
    }
}
