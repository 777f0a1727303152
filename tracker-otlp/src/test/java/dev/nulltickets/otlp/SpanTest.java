package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    private static final String NO_TRACE_ID = "without a valid traceId (32 hex digits, not all zero)";
    private static final String NO_SPAN_ID = "without a valid spanId (16 hex digits, not all zero)";
    private static final String BAD_TIME = "with a time that is negative or above 9223372036854775807";

    @Test
    void whatIsAbsentIsEmptyOrZero() {
        assertThat(Requests.span(Requests.ofSpan("")))
                .isEqualTo(new Span(
                        Requests.TRACE_ID,
                        Requests.SPAN_ID,
                        null,
                        "",
                        0,
                        "",
                        0,
                        0,
                        0,
                        JsonText.EMPTY_ARRAY,
                        JsonText.EMPTY_ARRAY,
                        JsonText.EMPTY_ARRAY,
                        Span.Dropped.NONE,
                        Span.Status.UNSET,
                        Span.Scope.NONE,
                        Span.Resource.NONE,
                        null,
                        null,
                        null));
    }

    @Test
    void whatIsNullIsAbsent() {
        String nulls = "\"parentSpanId\":null,\"traceState\":null,\"flags\":null,\"name\":null,\"kind\":null,"
                + "\"startTimeUnixNano\":null,\"endTimeUnixNano\":null,\"attributes\":null,\"events\":null,"
                + "\"links\":null,\"droppedAttributesCount\":null,\"droppedEventsCount\":null,"
                + "\"droppedLinksCount\":null,\"status\":null";
        String nullsAbove = "{\"resourceSpans\":[{\"resource\":null,\"schemaUrl\":null,"
                + "\"instrumentationLibrarySpans\":null,\"scopeSpans\":[{\"scope\":null,\"spans\":[{"
                + Requests.IDS + "}]}]}]}";

        assertThat(Requests.span(Requests.ofSpan(nulls))).isEqualTo(Requests.span(Requests.ofSpan("")));
        assertThat(Requests.span(nullsAbove)).isEqualTo(Requests.span(Requests.ofSpan("")));
    }

    @Test
    void otherFieldsAndOtherSpellingsAreIgnored() {
        String others = "\"parent_span_id\":\"0102030405060708\",\"start_time_unix_nano\":\"5\",\"Name\":\"x\","
                + "\"new\":[{\"a\":[]}],\"dropped_links_count\":true";

        assertThat(Requests.span(Requests.ofSpan(others))).isEqualTo(Requests.span(Requests.ofSpan("")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "5B8EFFF798038103D269B633813FC60C, EEE19B7EC3C1B174, -",
                "5b8efff798038103d269b633813fc60c, 0000000000000001, -",
                "'', EEE19B7EC3C1B174, TRACE",
                "00000000000000000000000000000000, EEE19B7EC3C1B174, TRACE",
                "5b8efff798038103d269b633813fc60, EEE19B7EC3C1B174, TRACE",
                "5b8efff798038103d269b633813fc60c0, EEE19B7EC3C1B174, TRACE",
                "5b8efff798038103d269b633813fc60g, EEE19B7EC3C1B174, TRACE",
                "５b8efff798038103d269b633813fc60c, EEE19B7EC3C1B174, TRACE",
                "W47/95gDgQPSabYzgT/GDA==, EEE19B7EC3C1B174, TRACE",
                "5b8efff798038103d269b633813fc60c, '', SPAN",
                "5b8efff798038103d269b633813fc60c, 0000000000000000, SPAN",
                "5b8efff798038103d269b633813fc60c, eee19b7ec3c1b17, SPAN",
                "5b8efff798038103d269b633813fc60c, eee19b7ec3c1b1740, SPAN",
                "5b8efff798038103d269b633813fc60c, 7uGbfsPBsXQ=, SPAN",
                "5b8efff798038103d269b633813fc60c, ' ee19b7ec3c1b174', SPAN",
                "5b8efff798038103d269b633813fc60c, 'ee19b7ec3c1b174\n', SPAN",
            })
    void aSpanNeedsBothIds(String traceId, String spanId, @Nullable String flaw) {
        DecodedTraces traces = Requests.decode(Requests.ofSpans("{\"traceId\":\"" + traceId + "\",\"spanId\":\""
                + spanId.replace("\n", "\\n") + "\",\"parentSpanId\":\"0102030405060708\"}"));

        assertThat(traces.rejected()).isEqualTo(flaw == null ? 0 : 1);
        assertThat(traces.problem())
                .isEqualTo(
                        flaw == null
                                ? ""
                                : "skipped 1 of 1 spans: 1 " + (flaw.equals("TRACE") ? NO_TRACE_ID : NO_SPAN_ID));
        assertThat(traces.spans()).hasSize(flaw == null ? 1 : 0).allSatisfy(span -> {
            assertThat(span.traceId()).isEqualTo(Requests.TRACE_ID);
            assertThat(span.spanId()).matches("[0-9a-f]{16}");
        });
    }

    @Test
    void whatIsSkippedIsCountedByReasonAndTheRestIsKept() {
        String good = "{" + Requests.IDS + "}";
        String noIds = "{}";
        String noSpanId = "{\"traceId\":\"" + Requests.TRACE_ID + "\"}";
        String badTime = "{" + Requests.IDS + ",\"endTimeUnixNano\":-1}";

        DecodedTraces traces =
                Requests.decode(Requests.ofSpans(String.join(",", noIds, good, noSpanId, badTime, noIds, good)));

        assertThat(traces.spans()).hasSize(2);
        assertThat(traces.rejected()).isEqualTo(4);
        assertThat(traces.problem())
                .isEqualTo("skipped 4 of 6 spans: 2 " + NO_TRACE_ID + "; 1 " + NO_SPAN_ID + "; 1 " + BAD_TIME);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', -",
                "0000000000000000, -",
                "EEE19B7EC3C1B174, eee19b7ec3c1b174",
                "eee19b7ec3c1b17, -",
                "eee19b7ec3c1b174a, -",
                "7uGbfsPBsXQ=, -"
            })
    void aParentThatIsNoneLeavesTheSpanWithoutOne(String given, @Nullable String kept) {
        assertThat(Requests.span(Requests.ofSpan("\"parentSpanId\":\"" + given + "\""))
                        .parentSpanId())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "\"1700000000000000001\", 1700000000000000001",
        "1700000000000000001, 1700000000000000001",
        "1.7e18, 1700000000000000000",
        "1.7000000000000001E+18, 1700000000000000100",
        "\"1.7e18\", 1700000000000000000",
        "1700000000000000000.0, 1700000000000000000",
        "0, 0",
        "-0, 0",
        "0.0e-7, 0",
        "9223372036854775807, 9223372036854775807",
        "\"9223372036854775807\", 9223372036854775807"
    })
    void timesAreWholeNumbersInAnyForm(String given, long nanos) {
        Span span = Requests.span(Requests.ofSpan("\"startTimeUnixNano\":" + given + ",\"endTimeUnixNano\":" + given));

        assertThat(span.startNanos()).isEqualTo(nanos);
        assertThat(span.endNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "\"-1\"",
                "9223372036854775808",
                "\"18446744073709551615\"",
                "1e30",
                "1e999999999",
                "1e2147483647",
                "10e2147483647",
                "1e99999999999999999999",
                "-1e99999999999999999999",
                "123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
            })
    void aSpanWhoseTimesDoNotFitIsSkipped(String time) {
        for (String field : new String[] {"startTimeUnixNano", "endTimeUnixNano"}) {
            DecodedTraces traces = Requests.decode(Requests.ofSpan("\"" + field + "\":" + time));

            assertThat(traces.spans()).isEmpty();
            assertThat(traces.problem()).isEqualTo("skipped 1 of 1 spans: 1 " + BAD_TIME);
        }
    }

    @Test
    void aSpanMayEndBeforeItBegins() {
        Span span = Requests.span(Requests.ofSpan("\"startTimeUnixNano\":\"9\",\"endTimeUnixNano\":\"3\""));

        assertThat(span.startNanos()).isEqualTo(9);
        assertThat(span.endNanos()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "\"2\", 2",
        "17, 17",
        "2147483647, 2147483647",
        "2147483648, 0",
        "-1, 0",
        "1e400, 0",
        "\"SPAN_KIND_UNSPECIFIED\", 0",
        "\"SPAN_KIND_INTERNAL\", 1",
        "\"SPAN_KIND_SERVER\", 2",
        "\"SPAN_KIND_CLIENT\", 3",
        "\"SPAN_KIND_PRODUCER\", 4",
        "\"SPAN_KIND_CONSUMER\", 5",
        "\"server\", 0",
        "\"\", 0"
    })
    void aKindIsANumberOrAName(String given, int kind) {
        assertThat(Requests.span(Requests.ofSpan("\"kind\":" + given)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "2, 2",
        "\"2\", 2",
        "3, 0",
        "-1, 0",
        "4294967298, 0",
        "\"STATUS_CODE_UNSET\", 0",
        "\"STATUS_CODE_OK\", 1",
        "\"STATUS_CODE_ERROR\", 2",
        "\"ERROR\", 0"
    })
    void aStatusIsANumberOrAName(String given, int code) {
        String status = "\"status\":{\"message\":\"m\",\"code\":" + given + "}";

        assertThat(Requests.span(Requests.ofSpan(status)).status()).isEqualTo(new Span.Status(code, "m"));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "\"257\", 257", "4294967295, 4294967295", "4294967296, 0", "-7, 0", "1e999, 0"})
    void flagsAndCountsHave32Bits(String given, long kept) {
        Span span = Requests.span(Requests.ofSpan("\"flags\":" + given + ",\"droppedAttributesCount\":" + given
                + ",\"droppedEventsCount\":" + given + ",\"droppedLinksCount\":" + given));

        assertThat(span.flags()).isEqualTo(kept);
        assertThat(span.dropped()).isEqualTo(new Span.Dropped(kept, kept, kept));
    }

    @ParameterizedTest
    @CsvSource({
        "plain é 😀, plain é 😀",
        "a\\u0000b, a\ufffdb",
        "\\ud800, \ufffd",
        "\\udc00\\ud800, \ufffd\ufffd",
        "😀\\ud83d, 😀\ufffd",
        "\\ud83d\\ude00\\u0000, 😀\ufffd"
    })
    void textThatNoStoreKeepsIsMended(String given, String kept) {
        String name = "\"" + given + "\"";
        Span span = Requests.span(Requests.ofSpan(
                "\"name\":" + name + ",\"traceState\":" + name + ",\"status\":{\"message\":" + name + "}"));

        assertThat(span.name()).isEqualTo(kept);
        assertThat(span.traceState()).isEqualTo(kept);
        assertThat(span.status().message()).isEqualTo(kept);
    }

    @Test
    void aNameMayBeLong() {
        String name = "n".repeat(100_000);

        assertThat(Requests.span(Requests.ofSpan("\"name\":\"" + name + "\"")).name())
                .isEqualTo(name);
    }
}
