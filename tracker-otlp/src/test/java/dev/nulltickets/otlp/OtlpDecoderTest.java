package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpDecoderTest {
    private static final String ONE_SPAN = Requests.ofSpan("\"name\":\"é\"");

    private final OtlpDecoder decoder = new OtlpDecoder();

    private DecodedTraces decode(String body, @Nullable String contentType) {
        return decoder.decode(body.getBytes(StandardCharsets.UTF_8), contentType);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, JSON, 1",
        "Application/JSON ; charset=utf-8, JSON, 1",
        "application/otlp+json, JSON, 1",
        "application/x-protobuf, BLOB, 0",
        "Application/X-Protobuf;v=1, BLOB, 0",
        "application/protobuf, BLOB, 0",
        "text/plain, JSON, 1",
        "application/x-www-form-urlencoded, JSON, 1",
        "application/jsonp, JSON, 1",
        "'', JSON, 1",
        ";, JSON, 1",
        ", JSON, 1"
    })
    void whatTheSenderSaysDecidesAndElseTheBodyItself(@Nullable String contentType, TraceEncoding encoding, int spans) {
        DecodedTraces traces = decode("\r\n\t " + ONE_SPAN, contentType);

        assertThat(traces.encoding()).isEqualTo(encoding);
        assertThat(traces.spans()).hasSize(spans);
        assertThat(traces.rejected()).isZero();
        assertThat(traces.problem().isEmpty()).isEqualTo(encoding != TraceEncoding.BLOB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\u0016",
                "[]",
                "{",
                "{}",
                "{\"resourceSpans\":null}",
                "{\"resource_spans\":[]}",
                "{\"resourceSpans\":5}",
                "{\"resourceSpans\":[{}]} x",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":5}]}]}]}"
            })
    void whatIsOfNoKnownTypeAndNoRequestIsLeftUnread(String body) {
        assertThat(decode(body, null)).isEqualTo(new DecodedTraces(TraceEncoding.BLOB, List.of(), 0, ""));
        assertThat(decode(body, "text/plain").encoding()).isEqualTo(TraceEncoding.BLOB);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | malformed JSON at character 0",
                "`  ` | malformed JSON at character 2",
                "{ | malformed JSON",
                "[] | the body must be a JSON object, but is an array",
                "null | the body must be a JSON object, but is null",
                "\"\" | the body must be a JSON object, but is \"\"",
                "{} {} | nothing may follow the value",
                "\ufeff{} | malformed JSON at character 0"
            })
    void whatSaysThatItIsJsonMustBe(String body, String problem) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8), problem);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "Application/JSON;charset=utf-8, true",
        "application/otlp+JSON, true",
        "application/jsonp, false",
        "application/json/x, false",
        "json, false"
    })
    void onlyATypeOfJsonIsHeldToIt(String contentType, boolean refused) {
        if (refused) {
            assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> decode("{", contentType));
        } else {
            assertThat(decode("{", contentType).encoding()).isEqualTo(TraceEncoding.BLOB);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"resourceSpans\":null}", "{\"resourceSpans\":[]}", "{\"resource_spans\":[5]}"})
    void aRequestMayBeEmpty(String body) {
        assertThat(decode(body, "application/json")).isEqualTo(new DecodedTraces(TraceEncoding.JSON, List.of(), 0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "c0af", "eda080", "f4908080", "efbfbdff"})
    void whatIsNotUtf8IsNotJson(String hex) {
        byte[] body = ("{\"a\":\"" + "?".repeat(hex.length() / 2) + "\",\"resourceSpans\":[]}")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(HexFormat.of().parseHex(hex), 0, body, 6, hex.length() / 2);

        assertRefused(body, "the body is not UTF-8");
        assertThat(decoder.decode(body, null).encoding()).isEqualTo(TraceEncoding.BLOB);
    }

    @Test
    void theReplacementCharacterItselfIsGoodUtf8() {
        DecodedTraces traces = decode(Requests.ofSpan("\"name\":\"a\ufffd😀\""), "application/json");

        assertThat(traces.spans().getFirst().name()).isEqualTo("a\ufffd😀");
    }

    @Test
    void protobufIsReadOnlyWhereItIsSaidToBe() {
        byte[] body = Base64.getDecoder().decode("CgASABoA");

        assertThat(decoder.decode(body, "application/x-protobuf").encoding()).isEqualTo(TraceEncoding.PROTOBUF);
        assertThat(decoder.decode(body, null).encoding()).isEqualTo(TraceEncoding.BLOB);
    }

    @Test
    void nestingIsBounded() {
        String deep = "{\"arrayValue\":{\"values\":[".repeat(60) + "]}}".repeat(60);

        assertRefused(Requests.ofAttribute(deep).getBytes(StandardCharsets.UTF_8), "nesting is deeper than 128");
    }

    private void assertRefused(byte[] body, String problem) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> decoder.decode(body, "application/json"))
                .satisfies(refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidJson.class))
                .withMessageContaining(problem);
    }
}
