package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceReceipt;

/** Serve exporters of OpenTelemetry traces. */
final class TraceRoutes {
    private TraceRoutes() {}

    static Reply ingest(Request request) {
        Body.Traces body = request.traces();
        TraceReceipt receipt = request.tracker().traces().ingest(body.bytes(), body.contentType(), body.decoded());
        DecodedTraces traces = receipt.traces();
        JsonObject view = new JsonObject()
                .put("batch_id", receipt.batchId())
                .put("accepted_spans", traces.spans().size())
                .put("stored", traces.encoding().code());
        if (!traces.problem().isEmpty()) {
            view.put(
                    "partialSuccess",
                    new JsonObject()
                            .put("rejectedSpans", Long.toString(traces.rejected()))
                            .put("errorMessage", traces.problem())
                            .build());
        }
        return Reply.ok(view.build());
    }
}
