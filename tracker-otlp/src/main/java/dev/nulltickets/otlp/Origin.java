package dev.nulltickets.otlp;

import dev.nulltickets.core.trace.Span;
import java.util.List;

/** Hold what spans come from: their resource as it is kept, and the run and the task that it names. Immutable. */
record Origin(Span.Resource resource, TrackerLink link) {
    /** Make the origin of spans from what was received of their resource. */
    static Origin of(List<KeyValue> attributes, long droppedAttributes, String schemaUrl) {
        return new Origin(
                new Span.Resource(
                        NormalForm.attributes(attributes), Limits.uint32(droppedAttributes), Limits.text(schemaUrl)),
                TrackerLink.of(attributes));
    }

    /** Make the scope of spans from what was received of it. */
    static Span.Scope scope(
            String name, String version, List<KeyValue> attributes, long droppedAttributes, String schemaUrl) {
        return new Span.Scope(
                Limits.text(name),
                Limits.text(version),
                NormalForm.attributes(attributes),
                Limits.uint32(droppedAttributes),
                Limits.text(schemaUrl));
    }
}
