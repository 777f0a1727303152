package dev.nulltickets.core.trace;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Hold one span of a trace, with all that OpenTelemetry says of it. Attributes, events and links are arrays in the OTLP
 * JSON encoding, which keeps the types of their values.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero
 * @param parentSpanId 16 lower-case hex digits, or null for a root
 * @param traceState the W3C trace state; empty for none
 * @param flags an unsigned number of 32 bits
 * @param kind the number that OTLP gives the span's kind, 0 if it has none
 * @param startNanos when it began, in nanoseconds since 1970, not negative
 * @param endNanos when it ended, in nanoseconds since 1970, not negative
 * @param runId the run that the span belongs to, or null
 * @param taskId the task that the span belongs to, or null
 * @param usage the tokens that the span reports to have taken, or null if it reports none
 * @since 0.1.0
 */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String traceState,
        long flags,
        String name,
        int kind,
        long startNanos,
        long endNanos,
        JsonText attributes,
        JsonText events,
        JsonText links,
        Dropped dropped,
        Status status,
        Scope scope,
        Resource resource,
        @Nullable RunId runId,
        @Nullable TaskId taskId,
        @Nullable TokenUsage usage) {
    /** What ids, numbers and the indexes over them take. */
    private static final int FIXED_CHARACTERS = 400;

    /** Return what the span belongs to. */
    public TraceLink link() {
        return new TraceLink(runId, taskId);
    }

    /** Return the same span, but belonging to something else. */
    public Span linkedTo(TraceLink link) {
        return new Span(
                traceId,
                spanId,
                parentSpanId,
                traceState,
                flags,
                name,
                kind,
                startNanos,
                endNanos,
                attributes,
                events,
                links,
                dropped,
                status,
                scope,
                resource,
                link.run(),
                link.task(),
                usage);
    }

    /** Return about how many characters it takes to keep the span, without what it comes from. */
    public int characters() {
        return FIXED_CHARACTERS
                + name.length()
                + traceState.length()
                + attributes.value().length()
                + events.value().length()
                + links.value().length()
                + status.message().length();
    }

    /** Count what the sender left out. Each is an unsigned number of 32 bits. */
    public record Dropped(long attributes, long events, long links) {
        /** Nothing was left out. */
        public static final Dropped NONE = new Dropped(0, 0, 0);
    }

    /**
     * Say how the span's work ended.
     *
     * @param code the number that OTLP gives the status: 0 unset, 1 ok, 2 error
     */
    public record Status(int code, String message) {
        /** Nothing is said. */
        public static final Status UNSET = new Status(0, "");
    }

    /** Name the library that made the span. Texts are empty where nothing is said. */
    public record Scope(String name, String version, JsonText attributes, long droppedAttributes, String schemaUrl) {
        /** Nothing is said. */
        public static final Scope NONE = new Scope("", "", JsonText.EMPTY_ARRAY, 0, "");
    }

    /** Describe what the span's work ran on. The URL is empty where nothing is said. */
    public record Resource(JsonText attributes, long droppedAttributes, String schemaUrl) {
        /** Nothing is said. */
        public static final Resource NONE = new Resource(JsonText.EMPTY_ARRAY, 0, "");
    }
}
