package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refuse fields of the wrong type by their path. */
class WrongTypeTest {
    private static final String SPAN = "resourceSpans[0].scopeSpans[0].spans[0].";

    private static void assertRefused(String request, String problem) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> Requests.decode(request))
                .withMessage(problem)
                .satisfies(refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidJson.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"resourceSpans\":{}} | resourceSpans must be an array, but is an object",
                "{\"resourceSpans\":[{},5]} | resourceSpans[1] must be a JSON object, but is 5",
                "{\"resourceSpans\":[null]} | resourceSpans[0] must be a JSON object, but is null",
                "{\"resourceSpans\":[{\"resource\":[]}]} | resourceSpans[0].resource must be a JSON object, but is an array",
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":true}}]}"
                        + " | resourceSpans[0].resource.attributes must be an array, but is true",
                "{\"resourceSpans\":[{\"schemaUrl\":7}]} | resourceSpans[0].schemaUrl must be a string, but is 7",
                "{\"resourceSpans\":[{\"scopeSpans\":5}]} | resourceSpans[0].scopeSpans must be an array, but is 5",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"scope\":{\"name\":{}}}]}]}"
                        + " | resourceSpans[0].scopeSpans[0].scope.name must be a string, but is an object",
                "{\"resourceSpans\":[{\"instrumentationLibrarySpans\":[{\"spans\":{}}]}]}"
                        + " | resourceSpans[0].instrumentationLibrarySpans[0].spans must be an array, but is an object"
            })
    void aboveSpans(String request, String problem) {
        assertRefused(request, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"traceId\":5 | traceId must be a string, but is 5",
                "\"spanId\":[] | spanId must be a string, but is an array",
                "\"parentSpanId\":5 | parentSpanId must be a string, but is 5",
                "\"traceState\":{} | traceState must be a string, but is an object",
                "\"name\":false | name must be a string, but is false",
                "\"kind\":true | kind must be a whole number, but is true",
                "\"kind\":1.5 | kind must be a whole number, but is 1.5",
                "\"flags\":\"x\" | flags must be a whole number, but is \"x\"",
                "\"startTimeUnixNano\":\"\" | startTimeUnixNano must be a whole number, but is \"\"",
                "\"startTimeUnixNano\":\" 5\" | startTimeUnixNano must be a whole number, but is \" 5\"",
                "\"startTimeUnixNano\":\"+5\" | startTimeUnixNano must be a whole number, but is \"+5\"",
                "\"startTimeUnixNano\":\"0x5\" | startTimeUnixNano must be a whole number, but is \"0x5\"",
                "\"startTimeUnixNano\":\"٥\" | startTimeUnixNano must be a whole number, but is \"٥\"",
                "\"endTimeUnixNano\":{} | endTimeUnixNano must be a whole number, but is an object",
                "\"endTimeUnixNano\":1.00000000000000000001 | endTimeUnixNano must be a whole number, but is 1.00000000000000000001",
                "\"endTimeUnixNano\":\"2024-01-01T00:00:00Z\""
                        + " | endTimeUnixNano must be a whole number, but is \"2024-01-01T00:00:00Z\"",
                "\"status\":2 | status must be a JSON object, but is 2",
                "\"status\":{\"code\":{}} | status.code must be a whole number, but is an object",
                "\"status\":{\"message\":2} | status.message must be a string, but is 2",
                "\"droppedEventsCount\":[] | droppedEventsCount must be a whole number, but is an array",
                "\"attributes\":{\"a\":1} | attributes must be an array, but is an object",
                "\"attributes\":[{\"key\":5}] | attributes[0].key must be a string, but is 5",
                "\"attributes\":[{},{\"value\":\"v\"}] | attributes[1].value must be a JSON object, but is \"v\"",
                "\"events\":[{\"timeUnixNano\":\"now\"}] | events[0].timeUnixNano must be a whole number, but is \"now\"",
                "\"events\":[{\"name\":1}] | events[0].name must be a string, but is 1",
                "\"links\":[{},{},{\"traceId\":1}] | links[2].traceId must be a string, but is 1",
                "\"links\":[{\"attributes\":[1]}] | links[0].attributes[0] must be a JSON object, but is 1"
            })
    void inSpans(String member, String problem) {
        assertRefused(Requests.ofSpans("{" + member + "}"), SPAN + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stringValue\":5} | stringValue must be a string, but is 5",
                "{\"boolValue\":\"true\"} | boolValue must be true or false, but is \"true\"",
                "{\"intValue\":1.5} | intValue must be a whole number, but is 1.5",
                "{\"intValue\":\"1.5\"} | intValue must be a whole number, but is \"1.5\"",
                "{\"intValue\":true} | intValue must be a whole number, but is true",
                "{\"doubleValue\":\"inf\"} | doubleValue must be a number, but is \"inf\"",
                "{\"doubleValue\":\"0x1p3\"} | doubleValue must be a number, but is \"0x1p3\"",
                "{\"doubleValue\":{}} | doubleValue must be a number, but is an object",
                "{\"bytesValue\":\"a\"} | bytesValue must be Base64",
                "{\"bytesValue\":\"a b=\"} | bytesValue must be Base64",
                "{\"bytesValue\":5} | bytesValue must be a string, but is 5",
                "{\"arrayValue\":[]} | arrayValue must be a JSON object, but is an array",
                "{\"arrayValue\":{\"values\":[{\"arrayValue\":{\"values\":5}}]}}"
                        + " | arrayValue.values[0].arrayValue.values must be an array, but is 5",
                "{\"kvlistValue\":{\"values\":[{\"value\":{\"intValue\":[]}}]}}"
                        + " | kvlistValue.values[0].value.intValue must be a whole number, but is an array"
            })
    void inValues(String value, String problem) {
        assertRefused(Requests.ofAttribute(value), SPAN + "attributes[0].value." + problem);
    }

    @Test
    void aLongValueIsNotRepeatedWhole() {
        assertRefused(
                Requests.ofSpans("{\"flags\":\"" + "x".repeat(1000) + "\"}"),
                SPAN + "flags must be a whole number, but is \"" + "x".repeat(40) + "…\"");
    }
}
