package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Read whole requests as exporters of several ages write them. */
class ExporterTest {
    /** The canonical mapping: 64-bit numbers as strings, enumerations as numbers. */
    private static final String AGENT = """
            {
              "resourceSpans": [
                {
                  "resource": {
                    "attributes": [
                      {"key": "service.name", "value": {"stringValue": "coder"}},
                      {"key": "process.pid", "value": {"intValue": "4711"}},
                      {"key": "nulltickets.task_id", "value": {"stringValue": "01920000-0000-7000-8000-00000000000a"}}
                    ],
                    "droppedAttributesCount": 0,
                    "entityRefs": [{"type": "service", "idKeys": ["service.name"]}]
                  },
                  "scopeSpans": [
                    {
                      "scope": {"name": "agent.loop", "version": "2.1.0", "attributes": []},
                      "spans": [
                        {
                          "traceId": "0AF7651916CD43DD8448EB211C80319C",
                          "spanId": "B7AD6B7169203331",
                          "parentSpanId": "",
                          "flags": 257,
                          "name": "run",
                          "kind": 1,
                          "startTimeUnixNano": "1735689600000000000",
                          "endTimeUnixNano": "1735689605250000000",
                          "attributes": [
                            {"key": "nulltickets.run_id", "value": {"stringValue": "01920000-0000-7000-8000-0000000000ff"}},
                            {"key": "temperature", "value": {"doubleValue": 0.7}},
                            {"key": "tools", "value": {"arrayValue": {"values": [
                              {"stringValue": "shell"}, {"stringValue": "editor"}]}}}
                          ],
                          "events": [
                            {"timeUnixNano": "1735689601000000000", "name": "prompt",
                             "attributes": [{"key": "tokens", "value": {"intValue": "812"}}]}
                          ],
                          "links": [],
                          "status": {"code": 1}
                        },
                        {
                          "traceId": "0af7651916cd43dd8448eb211c80319c",
                          "spanId": "00f067aa0ba902b7",
                          "parentSpanId": "b7ad6b7169203331",
                          "traceState": "vendor=1",
                          "name": "POST /v1/messages",
                          "kind": 3,
                          "startTimeUnixNano": "1735689601000000000",
                          "endTimeUnixNano": "1735689604000000000",
                          "droppedAttributesCount": 2,
                          "links": [{"traceId": "4BF92F3577B34DA6A3CE929D0E0E4736", "spanId": "00F067AA0BA902B8"}],
                          "status": {"code": 2, "message": "overloaded"}
                        }
                      ],
                      "schemaUrl": "https://opentelemetry.io/schemas/1.27.0"
                    }
                  ]
                }
              ]
            }
            """;

    /** Before 1.0: the old names, and numbers where strings are canonical. */
    private static final String BROWSER = """
            {"resourceSpans":[{"resource":{"attributes":[],"droppedAttributesCount":0},
            "instrumentationLibrarySpans":[{"instrumentationLibrary":{"name":"fetch","version":"0.27"},"spans":[
            {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"HTTP GET",
            "kind":"SPAN_KIND_CLIENT","startTimeUnixNano":1574120165429071000,"endTimeUnixNano":1.574120165533e18,
            "attributes":[{"key":"http.status_code","value":{"intValue":200}}],"droppedAttributesCount":0,
            "status":{"code":"STATUS_CODE_UNSET"},"events":[],"droppedEventsCount":0}]}]}]}
            """;

    @Test
    void aRequestOfAnAgent() {
        DecodedTraces traces = Requests.decode(AGENT);

        assertThat(traces).isEqualTo(new DecodedTraces(TraceEncoding.JSON, List.of(run(), call()), 0, ""));
    }

    private static Span run() {
        return new Span(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                null,
                "",
                257,
                "run",
                1,
                1735689600000000000L,
                1735689605250000000L,
                JsonText.of("[{\"key\":\"nulltickets.run_id\",\"value\":{\"stringValue\":"
                        + "\"01920000-0000-7000-8000-0000000000ff\"}},"
                        + "{\"key\":\"temperature\",\"value\":{\"doubleValue\":0.7}},"
                        + "{\"key\":\"tools\",\"value\":{\"arrayValue\":{\"values\":["
                        + "{\"stringValue\":\"shell\"},{\"stringValue\":\"editor\"}]}}}]"),
                JsonText.of("[{\"timeUnixNano\":\"1735689601000000000\",\"name\":\"prompt\","
                        + "\"attributes\":[{\"key\":\"tokens\",\"value\":{\"intValue\":\"812\"}}]}]"),
                JsonText.EMPTY_ARRAY,
                Span.Dropped.NONE,
                new Span.Status(1, ""),
                scope(),
                resource(),
                new RunId("01920000-0000-7000-8000-0000000000ff"),
                new TaskId("01920000-0000-7000-8000-00000000000a"),
                null);
    }

    private static Span call() {
        return new Span(
                "0af7651916cd43dd8448eb211c80319c",
                "00f067aa0ba902b7",
                "b7ad6b7169203331",
                "vendor=1",
                0,
                "POST /v1/messages",
                3,
                1735689601000000000L,
                1735689604000000000L,
                JsonText.EMPTY_ARRAY,
                JsonText.EMPTY_ARRAY,
                JsonText.of("[{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b8\"}]"),
                new Span.Dropped(2, 0, 0),
                new Span.Status(2, "overloaded"),
                scope(),
                resource(),
                null,
                new TaskId("01920000-0000-7000-8000-00000000000a"),
                null);
    }

    private static Span.Scope scope() {
        return new Span.Scope(
                "agent.loop", "2.1.0", JsonText.EMPTY_ARRAY, 0, "https://opentelemetry.io/schemas/1.27.0");
    }

    private static Span.Resource resource() {
        return new Span.Resource(
                JsonText.of("[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"coder\"}},"
                        + "{\"key\":\"process.pid\",\"value\":{\"intValue\":\"4711\"}},"
                        + "{\"key\":\"nulltickets.task_id\",\"value\":{\"stringValue\":"
                        + "\"01920000-0000-7000-8000-00000000000a\"}}]"),
                0,
                "");
    }

    @Test
    void aRequestOfAnOldBrowser() {
        Span span = Requests.span(BROWSER);

        assertThat(span.kind()).isEqualTo(3);
        assertThat(span.startNanos()).isEqualTo(1574120165429071000L);
        assertThat(span.endNanos()).isEqualTo(1574120165533000000L);
        assertThat(span.attributes().value())
                .isEqualTo("[{\"key\":\"http.status_code\",\"value\":{\"intValue\":\"200\"}}]");
        assertThat(span.scope()).isEqualTo(new Span.Scope("fetch", "0.27", JsonText.EMPTY_ARRAY, 0, ""));
    }
}
