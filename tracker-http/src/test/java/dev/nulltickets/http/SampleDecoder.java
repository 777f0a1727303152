package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceDecoder;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Read {@code {"spans":[{"traceId":…,"spanId":…,"run":…,"task":…}]}}, which is enough to see what the server makes of it. */
final class SampleDecoder implements TraceDecoder {
    @Override
    public DecodedTraces decode(byte[] body, @Nullable String contentType) {
        if (contentType == null || !contentType.startsWith("application/json")) {
            return new DecodedTraces(TraceEncoding.BLOB, List.of(), 0, "");
        }
        JsonFields json = JsonFields.parse(new String(body, StandardCharsets.UTF_8));
        List<Span> spans = new ArrayList<>();
        int skipped = 0;
        for (JsonFields span : json.objects("spans")) {
            if (span.has("traceId") && span.has("spanId")) {
                spans.add(span(span));
            } else {
                skipped++;
            }
        }
        return new DecodedTraces(TraceEncoding.JSON, spans, skipped, skipped == 0 ? "" : "spans without an id");
    }

    private static Span span(JsonFields json) {
        String run = json.optionalString("run");
        String task = json.optionalString("task");
        return new Span(
                json.string("traceId"),
                json.string("spanId"),
                null,
                "",
                0,
                "sample",
                0,
                1,
                2,
                JsonText.EMPTY_ARRAY,
                JsonText.EMPTY_ARRAY,
                JsonText.EMPTY_ARRAY,
                Span.Dropped.NONE,
                Span.Status.UNSET,
                Span.Scope.NONE,
                Span.Resource.NONE,
                run == null ? null : new RunId(run),
                task == null ? null : new TaskId(task));
    }
}
