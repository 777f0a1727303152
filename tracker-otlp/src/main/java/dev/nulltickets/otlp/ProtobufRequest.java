package dev.nulltickets.otlp;

import com.google.protobuf.ByteString;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/**
 * Read a trace export request in protobuf. The levels above the spans are taken apart by hand, and each span is read
 * for itself. Not safe for use by several threads.
 */
final class ProtobufRequest {
    /** The only field of a request. */
    private static final int RESOURCE_SPANS = 1;

    /** Where OTLP before 1.0 had the spans of a resource, in messages of the same shape as {@code ScopeSpans}. */
    private static final int INSTRUMENTATION_LIBRARY_SPANS = 1000;

    private final SpanCollector collector = new SpanCollector();

    private ProtobufRequest() {}

    /** Read a request; one that is none is left unread, and the problem says why. */
    static DecodedTraces decode(byte[] body) {
        try {
            ProtobufRequest request = new ProtobufRequest();
            ProtobufPart.of(body).each(RESOURCE_SPANS, request::resourceSpans);
            return request.collector.decoded(TraceEncoding.PROTOBUF);
        } catch (IOException broken) {
            return new DecodedTraces(
                    TraceEncoding.BLOB,
                    List.of(),
                    0,
                    "kept, but not read: the body is no ExportTraceServiceRequest in protobuf: " + broken.getMessage());
        }
    }

    private void resourceSpans(ProtobufPart resourceSpans) throws IOException {
        Resource.Builder resource = Resource.newBuilder();
        resourceSpans.each(ResourceSpans.RESOURCE_FIELD_NUMBER, part -> part.into(resource));
        Origin origin = Origin.of(
                ProtobufValues.attributes(resource.getAttributesList()),
                unsigned(resource.getDroppedAttributesCount()),
                last(resourceSpans, ResourceSpans.SCHEMA_URL_FIELD_NUMBER));
        resourceSpans.each(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER, scopeSpans -> scopeSpans(scopeSpans, origin));
        resourceSpans.each(INSTRUMENTATION_LIBRARY_SPANS, scopeSpans -> scopeSpans(scopeSpans, origin));
    }

    private void scopeSpans(ProtobufPart scopeSpans, Origin origin) throws IOException {
        InstrumentationScope.Builder read = InstrumentationScope.newBuilder();
        scopeSpans.each(ScopeSpans.SCOPE_FIELD_NUMBER, part -> part.into(read));
        Span.Scope scope = Origin.scope(
                read.getName(),
                read.getVersion(),
                ProtobufValues.attributes(read.getAttributesList()),
                unsigned(read.getDroppedAttributesCount()),
                last(scopeSpans, ScopeSpans.SCHEMA_URL_FIELD_NUMBER));
        scopeSpans.each(
                ScopeSpans.SPANS_FIELD_NUMBER, part -> collector.add(origin, scope, span(part.into(newSpan()))));
    }

    private static io.opentelemetry.proto.trace.v1.Span.Builder newSpan() {
        return io.opentelemetry.proto.trace.v1.Span.newBuilder();
    }

    /** Return the last value of a text, as protobuf wants it; empty if there is none. */
    private static String last(ProtobufPart message, int field) throws IOException {
        StringBuilder last = new StringBuilder();
        message.each(field, part -> last.replace(0, last.length(), part.text()));
        return last.toString();
    }

    private static ReceivedSpan span(io.opentelemetry.proto.trace.v1.SpanOrBuilder span) {
        return new ReceivedSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getTraceState(),
                unsigned(span.getFlags()),
                span.getName(),
                span.getKindValue(),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                ProtobufValues.attributes(span.getAttributesList()),
                span.getEventsList().stream().map(ProtobufRequest::event).toList(),
                span.getLinksList().stream().map(ProtobufRequest::link).toList(),
                new Span.Dropped(
                        unsigned(span.getDroppedAttributesCount()),
                        unsigned(span.getDroppedEventsCount()),
                        unsigned(span.getDroppedLinksCount())),
                status(span.getStatus()));
    }

    private static ReceivedSpan.Event event(io.opentelemetry.proto.trace.v1.Span.Event event) {
        return new ReceivedSpan.Event(
                event.getTimeUnixNano(),
                event.getName(),
                ProtobufValues.attributes(event.getAttributesList()),
                unsigned(event.getDroppedAttributesCount()));
    }

    private static ReceivedSpan.Link link(io.opentelemetry.proto.trace.v1.Span.Link link) {
        return new ReceivedSpan.Link(
                hex(link.getTraceId()),
                hex(link.getSpanId()),
                link.getTraceState(),
                ProtobufValues.attributes(link.getAttributesList()),
                unsigned(link.getDroppedAttributesCount()),
                unsigned(link.getFlags()));
    }

    private static ReceivedSpan.Status status(Status status) {
        return new ReceivedSpan.Status(status.getCodeValue(), status.getMessage());
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static long unsigned(int number) {
        return Integer.toUnsignedLong(number);
    }
}
