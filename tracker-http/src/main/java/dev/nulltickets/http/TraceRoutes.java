package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceReceipt;
import java.util.Locale;

/** Serve exporters of OpenTelemetry traces, and who reads what they sent. */
final class TraceRoutes {
    private static final int DEFAULT_LIMIT = 100;

    private TraceRoutes() {}

    static Reply ofRun(Request request) {
        return Reply.ok(Views.page(
                request.tracker().traces().ofRun(new RunId(request.path("id")), page(request, DEFAULT_LIMIT)),
                SpanView::of));
    }

    static Reply ofTask(Request request) {
        return Reply.ok(Views.page(
                request.tracker().traces().ofTask(new TaskId(request.path("id")), page(request, DEFAULT_LIMIT)),
                SpanView::of));
    }

    static Reply ofTrace(Request request) {
        boolean otlp = inOtlp(request);
        Page<Span> page = request.tracker()
                .traces()
                .ofTrace(
                        request.path("trace_id").toLowerCase(Locale.ROOT),
                        page(request, otlp ? PageRequest.MAX_LIMIT : DEFAULT_LIMIT));
        return otlp ? otlp(page) : Reply.ok(Views.page(page, SpanView::of));
    }

    private static boolean inOtlp(Request request) {
        String format = request.query("format");
        if (format == null || format.equals("page")) {
            return false;
        }
        if (format.equals("otlp")) {
            return true;
        }
        throw Checks.invalid("format", "must be page or otlp, but is \"" + format + "\"");
    }

    /** Answer what a viewer loads, in which there is no room for a cursor: that stands in a header. */
    private static Reply otlp(Page<Span> page) {
        Reply reply = Reply.ok(OtlpView.of(page.items()));
        return page.next() == null
                ? reply
                : reply.withHeader("Link", "<?format=otlp&cursor=" + page.next().encoded() + ">; rel=\"next\"");
    }

    private static PageRequest<Cursor.Started> page(Request request, int limit) {
        return request.page(limit, Cursor.Started::decode);
    }

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
