package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.pipeline.Transition;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.TransitionRequest;
import java.util.List;

/** Serve runs: what agents report on them, and how they end. */
final class RunRoutes {
    private static final int DEFAULT_EVENT_LIMIT = 100;

    private RunRoutes() {}

    static Reply find(Request request) {
        return Reply.ok(Views.run(request.tracker().runs().find(run(request))));
    }

    static Reply reportEvents(Request request, EventBody body) {
        if (!body.listed()) {
            NewEvent event = body.events().getFirst();
            return Views.created(request.tracker().runs().report(run(request), request.leaseToken(), event));
        }
        List<Long> ids = request.tracker().runs().reportAll(run(request), request.leaseToken(), body.events());
        return Reply.created(new JsonObject().putAll("ids", ids, Views::number).build());
    }

    static Reply events(Request request) {
        return Reply.ok(Views.page(
                request.tracker()
                        .runs()
                        .events(run(request), request.page(DEFAULT_EVENT_LIMIT, Cursor.Sequence::decode)),
                Views::event));
    }

    static Reply reportGate(Request request) {
        JsonFields body = request.body();
        NewGateResult result = new NewGateResult(
                body.string("gate"),
                GateStatus.ofCode(body.string("status")),
                body.object("evidence"),
                body.optionalString("actor"));
        return Views.created(request.tracker().runs().report(run(request), request.leaseToken(), result));
    }

    static Reply gates(Request request) {
        return Reply.ok(JsonObject.array(request.tracker().runs().gates(run(request)), Views::gate));
    }

    static Reply transition(Request request) {
        JsonFields body = request.body();
        Transition way = request.tracker()
                .runs()
                .transition(
                        run(request),
                        request.leaseToken(),
                        new TransitionRequest(
                                body.string("trigger"),
                                body.optionalString("instructions"),
                                body.object("usage"),
                                body.optionalString("expected_stage"),
                                body.optionalInteger("expected_task_version")));
        return Reply.ok(Views.moved(way));
    }

    static Reply fail(Request request) {
        JsonFields body = request.body();
        request.tracker().runs().fail(run(request), request.leaseToken(), body.string("error"), body.object("usage"));
        return Reply.ok(Views.status("failed"));
    }

    private static RunId run(Request request) {
        return new RunId(request.path("id"));
    }
}
