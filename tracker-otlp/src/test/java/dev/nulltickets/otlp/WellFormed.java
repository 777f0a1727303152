package dev.nulltickets.otlp;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.trace.Span;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Say whether a span is what its documentation promises, in every field. */
final class WellFormed {
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    private WellFormed() {}

    static boolean test(Span span) {
        return hasIds(span)
                && hasNumbers(span)
                && texts(span).allMatch(WellFormed::isKeepable)
                && arrays(span).allMatch(WellFormed::isArray);
    }

    private static boolean hasIds(Span span) {
        return TRACE_ID.matcher(span.traceId()).matches()
                && SPAN_ID.matcher(span.spanId()).matches()
                && (span.parentSpanId() == null
                        || SPAN_ID.matcher(span.parentSpanId()).matches());
    }

    private static boolean hasNumbers(Span span) {
        LongStream of32Bits = LongStream.of(
                span.flags(),
                span.dropped().attributes(),
                span.dropped().events(),
                span.dropped().links(),
                span.scope().droppedAttributes(),
                span.resource().droppedAttributes());
        return of32Bits.allMatch(number -> number >= 0 && number < 1L << 32)
                && span.startNanos() >= 0
                && span.endNanos() >= 0
                && span.kind() >= 0
                && span.status().code() >= 0
                && span.status().code() <= 2;
    }

    private static Stream<String> texts(Span span) {
        return Stream.of(
                span.name(),
                span.traceState(),
                span.status().message(),
                span.scope().name(),
                span.scope().version(),
                span.scope().schemaUrl(),
                span.resource().schemaUrl(),
                span.runId() == null ? "" : span.runId().value(),
                span.taskId() == null ? "" : span.taskId().value());
    }

    private static Stream<JsonText> arrays(Span span) {
        return Stream.of(
                span.attributes(),
                span.events(),
                span.links(),
                span.scope().attributes(),
                span.resource().attributes());
    }

    private static boolean isArray(JsonText text) {
        return isKeepable(text.value()) && text.parsed() instanceof Json.Elements array && isKeepable(array);
    }

    private static boolean isKeepable(Json value) {
        return switch (value) {
            case Json.Text text -> isKeepable(text.value());
            case Json.Elements array -> array.values().stream().allMatch(WellFormed::isKeepable);
            case Json.Members object -> object.values().values().stream().allMatch(WellFormed::isKeepable);
            case Json.Numeral number -> Double.isFinite(Double.parseDouble(number.value()));
            case Json.Bool bool -> true;
            case Json.Null none -> false;
        };
    }

    private static boolean isKeepable(String text) {
        try {
            Checks.text("text", text);
            return true;
        } catch (RejectedException refused) {
            return false;
        }
    }
}
