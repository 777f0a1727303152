package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackerLinkTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -",
                "\"stringValue\":\"s\", -, s",
                "-, \"stringValue\":\"r\", r",
                "\"stringValue\":\"s\", \"stringValue\":\"r\", s",
                "\"stringValue\":\"\", \"stringValue\":\"r\", r",
                "\"intValue\":\"5\", \"stringValue\":\"r\", r",
                "\"bytesValue\":\"AAAA\", -, -",
                "\"stringValue\":\"LONG\", \"stringValue\":\"r\", r",
                "\"stringValue\":\"a\\u0000\", -, a\ufffd"
            })
    void aSpanIsLinkedByItsOwnAttributesOrElseByThoseOfItsResource(
            @Nullable String onSpan, @Nullable String onResource, @Nullable String id) {
        Span run = span("nulltickets.run_id", onSpan, onResource);
        Span task = span("nulltickets.task_id", onSpan, onResource);

        assertThat(run.runId()).isEqualTo(id == null ? null : new RunId(id));
        assertThat(run.taskId()).isNull();
        assertThat(task.taskId()).isEqualTo(id == null ? null : new TaskId(id));
        assertThat(task.runId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"nulltickets.RUN_ID", "nulltickets.runId", "run_id", "nulltickets.run_id.x"})
    void otherKeysLinkNothing(String key) {
        assertThat(span(key, "\"stringValue\":\"s\"", null).runId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"nulltickets.run_id, nulltickets.task_id", "nulltickets.task_id, nulltickets.run_id"})
    void runAndTaskMayBeNamedInDifferentPlaces(String onSpan, String onResource) {
        Span span = Requests.span(
                request(attributes(onSpan, "\"stringValue\":\"x\""), attributes(onResource, "\"stringValue\":\"x\"")));

        assertThat(span.runId()).isEqualTo(new RunId("x"));
        assertThat(span.taskId()).isEqualTo(new TaskId("x"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "255, true", "256, false"})
    void anIdIsNoLongerThanAName(int length, boolean linked) {
        Span span = span("nulltickets.run_id", "\"stringValue\":\"" + "i".repeat(length) + "\"", null);

        assertThat(span.runId() != null).isEqualTo(linked);
        assertThat(span.attributes().value()).contains("i".repeat(length));
    }

    private static Span span(String key, @Nullable String onSpan, @Nullable String onResource) {
        return Requests.span(request(attributes(key, onSpan), attributes(key, onResource)));
    }

    private static String request(String onSpan, String onResource) {
        return "{\"resourceSpans\":[{\"resource\":{\"attributes\":" + onResource + "},\"scopeSpans\":[{\"spans\":[{"
                + Requests.IDS + ",\"attributes\":" + onSpan + "}]}]}]}";
    }

    private static String attributes(String key, @Nullable String value) {
        String given = value == null ? "" : value.replace("LONG", "i".repeat(256));
        return "[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"x\"}},{\"key\":\"" + key + "\",\"value\":{"
                + given + "}}]";
    }
}
