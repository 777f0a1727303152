package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTest {
    private static String kept(String request) {
        return Requests.span(request).attributes().value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"stringValue\": \"a\\u00e9\\\"\\/\"} | {\"stringValue\":\"aé\\\"/\"}",
                "{\"stringValue\":\"\"} | {\"stringValue\":\"\"}",
                "{\"stringValue\":\"\\u0000\\udfff\"} | {\"stringValue\":\"\ufffd\ufffd\"}",
                "{\"boolValue\":true} | {\"boolValue\":true}",
                "{\"boolValue\":false} | {\"boolValue\":false}",
                "{\"intValue\":\"-9223372036854775808\"} | {\"intValue\":\"-9223372036854775808\"}",
                "{\"intValue\":9223372036854775807} | {\"intValue\":\"9223372036854775807\"}",
                "{\"intValue\":1e3} | {\"intValue\":\"1000\"}",
                "{\"intValue\":-0} | {\"intValue\":\"0\"}",
                "{\"intValue\":\"007\"} | {\"intValue\":\"7\"}",
                "{\"intValue\":1e+21} | {\"doubleValue\":1.0E21}",
                "{\"intValue\":\"9223372036854775808\"} | {\"doubleValue\":9.223372036854776E18}",
                "{\"intValue\":1e999999999} | {\"doubleValue\":1.7976931348623157E308}",
                "{\"doubleValue\":0.1} | {\"doubleValue\":0.1}",
                "{\"doubleValue\":5} | {\"doubleValue\":5.0}",
                "{\"doubleValue\":-0.0} | {\"doubleValue\":-0.0}",
                "{\"doubleValue\":1E-7} | {\"doubleValue\":1.0E-7}",
                "{\"doubleValue\":\"2.5\"} | {\"doubleValue\":2.5}",
                "{\"doubleValue\":1e999} | {\"doubleValue\":\"Infinity\"}",
                "{\"doubleValue\":\"NaN\"} | {\"doubleValue\":\"NaN\"}",
                "{\"doubleValue\":\"Infinity\"} | {\"doubleValue\":\"Infinity\"}",
                "{\"doubleValue\":\"-Infinity\"} | {\"doubleValue\":\"-Infinity\"}",
                "{\"bytesValue\":\"\"} | {\"bytesValue\":\"\"}",
                "{\"bytesValue\":\"+/8=\"} | {\"bytesValue\":\"+/8=\"}",
                "{\"bytesValue\":\"-_8\"} | {\"bytesValue\":\"+/8=\"}",
                "{\"arrayValue\":{}} | {\"arrayValue\":{\"values\":[]}}",
                "{\"arrayValue\":{\"values\":[{\"intValue\":1},{},{\"boolValue\":true}]}}"
                        + " | {\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{},{\"boolValue\":true}]}}",
                "{\"kvlistValue\":{\"values\":null}} | {\"kvlistValue\":{\"values\":[]}}",
                "{\"kvlistValue\":{\"values\":[{\"value\":{\"intValue\":1},\"key\":\"a\\u0000\"},{}]}}"
                        + " | {\"kvlistValue\":{\"values\":[{\"key\":\"a\ufffd\",\"value\":{\"intValue\":\"1\"}},"
                        + "{\"key\":\"\",\"value\":{}}]}}",
                "{} | {}",
                "null | {}",
                "{\"newValue\":[5],\"string_value\":\"x\"} | {}",
                "{\"stringValue\":null,\"intValue\":5} | {\"intValue\":\"5\"}",
                "{\"stringValue\":\"s\",\"intValue\":5,\"x\":1} | {\"intValue\":\"5\"}"
            })
    void everyValueHasOneForm(String given, String form) {
        assertThat(kept(Requests.ofAttribute(given))).isEqualTo("[{\"key\":\"k\",\"value\":" + form + "}]");
        assertThat(kept(Requests.ofAttribute(form))).isEqualTo("[{\"key\":\"k\",\"value\":" + form + "}]");
    }

    @Test
    void valuesMayNestAsDeepAsTheBodyMay() {
        String deep = "{\"arrayValue\":{\"values\":[".repeat(35) + "{}" + "]}}".repeat(35);

        assertThat(kept(Requests.ofAttribute(deep))).isEqualTo("[{\"key\":\"k\",\"value\":" + deep + "}]");
        assertThat(JsonText.of(kept(Requests.ofAttribute(deep))).value()).isNotEmpty();
    }

    @Test
    void attributesStayInOrderAlsoThoseOfOneKey() {
        String all = "[{\"key\":\"b\",\"value\":{\"intValue\":\"1\"}},{\"key\":\"a\",\"value\":{}},"
                + "{\"key\":\"b\",\"value\":{\"stringValue\":\"2\"}}]";

        assertThat(kept(Requests.ofSpan("\"attributes\":" + all))).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"timeUnixNano\":\"0\",\"name\":\"\"}",
                "{\"name\":\"n\\u0000\",\"timeUnixNano\":1.7e18,\"attributes\":[],\"droppedAttributesCount\":0}"
                        + " | {\"timeUnixNano\":\"1700000000000000000\",\"name\":\"n\ufffd\"}",
                "{\"timeUnixNano\":-5} | {\"timeUnixNano\":\"0\",\"name\":\"\"}",
                "{\"timeUnixNano\":\"18446744073709551615\"} | {\"timeUnixNano\":\"0\",\"name\":\"\"}",
                "{\"droppedAttributesCount\":\"2\",\"attributes\":[{\"key\":\"k\"}],\"other\":1}"
                        + " | {\"timeUnixNano\":\"0\",\"name\":\"\",\"attributes\":[{\"key\":\"k\",\"value\":{}}],"
                        + "\"droppedAttributesCount\":2}"
            })
    void everyEventHasOneForm(String given, String form) {
        assertThat(Requests.span(Requests.ofSpan("\"events\":[" + given + "," + given + "]"))
                        .events()
                        .value())
                .isEqualTo("[" + form + "," + form + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"traceId\":\"\",\"spanId\":\"\"}",
                "{\"traceId\":\"x\",\"spanId\":\"0000000000000000\"} | {\"traceId\":\"\",\"spanId\":\"\"}",
                "{\"flags\":\"257\",\"spanId\":\"EEE19B7EC3C1B174\",\"traceId\":\"5B8EFFF798038103D269B633813FC60C\"}"
                        + " | {\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\","
                        + "\"flags\":257}",
                "{\"droppedAttributesCount\":1,\"attributes\":[{\"key\":\"k\"}],\"traceState\":\"a=\\u0000\"}"
                        + " | {\"traceId\":\"\",\"spanId\":\"\",\"traceState\":\"a=\ufffd\","
                        + "\"attributes\":[{\"key\":\"k\",\"value\":{}}],\"droppedAttributesCount\":1}"
            })
    void everyLinkHasOneForm(String given, String form) {
        assertThat(Requests.span(Requests.ofSpan("\"links\":[" + given + "," + given + "]"))
                        .links()
                        .value())
                .isEqualTo("[" + form + "," + form + "]");
    }
}
