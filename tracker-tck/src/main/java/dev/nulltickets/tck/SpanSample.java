package dev.nulltickets.tck;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Describe a span, field by field. Not safe for use by several threads. */
final class SpanSample {
    private final long number;
    private long trace = 1;
    private String name;
    private long start;
    private @Nullable RunId run;
    private @Nullable TaskId task;
    private @Nullable String parent;
    private @Nullable TokenUsage usage;

    /** Describe a span of the first trace that says nothing, and begins as many nanoseconds late as its number is. */
    SpanSample(long number) {
        this.number = number;
        this.name = "span " + number;
        this.start = number;
    }

    static String traceId(long number) {
        return String.format("%032x", number);
    }

    SpanSample trace(long value) {
        trace = value;
        return this;
    }

    SpanSample name(String value) {
        name = value;
        return this;
    }

    SpanSample start(long value) {
        start = value;
        return this;
    }

    SpanSample run(@Nullable RunId value) {
        run = value;
        return this;
    }

    SpanSample task(@Nullable TaskId value) {
        task = value;
        return this;
    }

    SpanSample below(long number) {
        parent = spanId(number);
        return this;
    }

    SpanSample usage(TokenUsage value) {
        usage = value;
        return this;
    }

    Span made() {
        return new Span(
                traceId(trace),
                spanId(),
                parent,
                "",
                0,
                name,
                0,
                start,
                start,
                JsonText.EMPTY_ARRAY,
                JsonText.EMPTY_ARRAY,
                JsonText.EMPTY_ARRAY,
                Span.Dropped.NONE,
                Span.Status.UNSET,
                Span.Scope.NONE,
                Span.Resource.NONE,
                run,
                task,
                usage);
    }

    /** Make the span so that each field holds something of its own, at its limit where it has one. */
    Span full(String text) {
        long most = 0xffff_ffffL;
        return new Span(
                traceId(trace),
                spanId(),
                "00f067aa0ba902b7",
                "vendor=" + text,
                most,
                text,
                5,
                Long.MAX_VALUE - 1,
                Long.MAX_VALUE,
                attribute("span"),
                attribute("event"),
                attribute("link"),
                new Span.Dropped(most, most - 1, most - 2),
                new Span.Status(2, text + "!"),
                new Span.Scope(text + " scope", text + " version", attribute("scope"), most - 3, "https://scope"),
                new Span.Resource(attribute("resource"), most - 4, "https://resource"),
                run,
                task,
                usage);
    }

    private String spanId() {
        return spanId(number);
    }

    static String spanId(long number) {
        return String.format("%016x", number);
    }

    private static JsonText attribute(String key) {
        return JsonText.of("[ {\"key\":\"" + key + "\" , \"value\":{\"intValue\":\"1\"}, \"x\":1.0} ]");
    }
}
