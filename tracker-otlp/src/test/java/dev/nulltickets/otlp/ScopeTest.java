package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.trace.Span;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Read what stands above spans: their resources and their scopes, by today's name and by the old one. */
class ScopeTest {
    private static final String ATTRIBUTES = "[{\"key\":\"a\\u0000\",\"value\":{\"boolValue\":true}}]";
    private static final String KEPT = "[{\"key\":\"a\ufffd\",\"value\":{\"boolValue\":true}}]";

    @ParameterizedTest
    @CsvSource({
        "scopeSpans, scope",
        "instrumentationLibrarySpans, instrumentationLibrary",
        "scopeSpans, instrumentationLibrary",
        "instrumentationLibrarySpans, scope"
    })
    void aScopeHasTwoNames(String spans, String scope) {
        Span span = Requests.span("{\"resourceSpans\":[{\"" + spans + "\":[{\"" + scope
                + "\":{\"name\":\"n\",\"version\":\"v\",\"attributes\":" + ATTRIBUTES
                + ",\"droppedAttributesCount\":3},\"schemaUrl\":\"https://s\",\"spans\":[{" + Requests.IDS + "}]}]}]}");

        assertThat(span.scope()).isEqualTo(new Span.Scope("n", "v", JsonText.trusted(KEPT), 3, "https://s"));
        assertThat(span.resource()).isEqualTo(Span.Resource.NONE);
    }

    @Test
    void spansUnderBothNamesAreRead() {
        String spans = "[{\"spans\":[{" + Requests.IDS + "}]}]";

        assertThat(Requests.decode("{\"resourceSpans\":[{\"scopeSpans\":" + spans + ",\"instrumentationLibrarySpans\":"
                                + spans + "}]}")
                        .spans())
                .hasSize(2);
    }

    @Test
    void aResourceIsKeptWithItsSchema() {
        Span span = Requests.span(Requests.ofResource("\"schemaUrl\":\"https://r\",\"resource\":{\"attributes\":"
                + ATTRIBUTES + ",\"droppedAttributesCount\":\"4\"}"));

        assertThat(span.resource()).isEqualTo(new Span.Resource(JsonText.trusted(KEPT), 4, "https://r"));
        assertThat(span.scope()).isEqualTo(Span.Scope.NONE);
    }

    @Test
    void aSchemaMayStandAlone() {
        assertThat(Requests.span(Requests.ofResource("\"schemaUrl\":\"https://r\""))
                        .resource()
                        .schemaUrl())
                .isEqualTo("https://r");
    }

    @Test
    void everySpanHasTheScopeAndTheResourceAboveIt() {
        String first = "{\"resource\":{\"droppedAttributesCount\":1},\"scopeSpans\":[" + scope("a", 2) + ","
                + scope("b", 1) + "]}";
        String second = "{\"resource\":{\"droppedAttributesCount\":2},\"scopeSpans\":[" + scope("c", 1) + "]}";

        List<Span> spans = Requests.decode("{\"resourceSpans\":[" + first + "," + second + "]}")
                .spans();

        assertThat(spans).extracting(span -> span.scope().name()).containsExactly("a", "a", "b", "c");
        assertThat(spans)
                .extracting(span -> span.resource().droppedAttributes())
                .containsExactly(1L, 1L, 1L, 2L);
    }

    private static String scope(String name, int spans) {
        String span = "{" + Requests.IDS + "}";
        return "{\"scope\":{\"name\":\"" + name + "\"},\"spans\":[" + String.join(",", Collections.nCopies(spans, span))
                + "]}";
    }
}
