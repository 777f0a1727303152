package dev.nulltickets.http;

import static dev.nulltickets.http.Credential.API;
import static dev.nulltickets.http.Credential.API_OR_RUN_LEASE;
import static dev.nulltickets.http.Credential.LEASE;
import static dev.nulltickets.http.Credential.NONE;
import static dev.nulltickets.http.Credential.RUN_LEASE;

import java.util.List;

/** List every route of the API: the whole table, and the only one. */
final class RouteTable {
    private RouteTable() {}

    static List<Route> routes(SystemRoutes system) {
        return List.of(
                get("/health", NONE, system::health),
                get("/openapi.json", NONE, system::openApi),
                get("/.well-known/openapi.json", NONE, system::openApi),
                post("/pipelines", API, Handler.of(PipelineRoutes::read, PipelineRoutes::create)),
                get("/pipelines", API, PipelineRoutes::list),
                get("/pipelines/{id}", API, PipelineRoutes::find),
                post("/tasks", API, Handler.of(TaskBody::read, TaskRoutes::create)),
                post("/tasks/bulk", API, Handler.of(TaskBody::readAll, TaskRoutes::createAll)),
                get("/tasks", API, TaskRoutes::list),
                get("/tasks/{id}", API, TaskRoutes::find),
                post("/tasks/{id}/dependencies", API, TaskRoutes::addDependency),
                get("/tasks/{id}/dependencies", API, TaskRoutes::dependencies),
                post("/tasks/{id}/assignments", API, TaskRoutes::assign),
                get("/tasks/{id}/assignments", API, TaskRoutes::assignments),
                delete("/tasks/{id}/assignments/{agent_id}", API, TaskRoutes::unassign),
                get("/tasks/{id}/run-state", API, TaskRoutes::runState),
                get("/tasks/{id}/runs", API, TaskRoutes::runs),
                post("/leases/claim", API, new ClaimHandler()),
                post("/leases/{id}/heartbeat", LEASE, LeaseRoutes::heartbeat),
                get("/runs/{id}", API_OR_RUN_LEASE, RunRoutes::find),
                list("/runs/{id}/events", RUN_LEASE, Handler.of(EventBody::read, RunRoutes::reportEvents)),
                get("/runs/{id}/events", API_OR_RUN_LEASE, RunRoutes::events),
                post("/runs/{id}/gates", RUN_LEASE, RunRoutes::reportGate),
                get("/runs/{id}/gates", API_OR_RUN_LEASE, RunRoutes::gates),
                post("/runs/{id}/transition", RUN_LEASE, RunRoutes::transition),
                post("/runs/{id}/fail", RUN_LEASE, RunRoutes::fail),
                post("/artifacts", API, ArtifactRoutes::create),
                get("/artifacts", API, ArtifactRoutes::list),
                get("/ops/queue", API, OperationRoutes::queue),
                put("/store/{namespace}/{key}", API, Handler.of(EntryRoutes::entry, EntryRoutes::put)),
                get("/store/{namespace}/{key}", API, EntryRoutes::find),
                delete("/store/{namespace}/{key}", API, EntryRoutes::delete),
                get("/store/{namespace}", API, EntryRoutes::list),
                delete("/store/{namespace}", API, EntryRoutes::deleteAll),
                get("/store/search", API, EntryRoutes::search),
                traces("/v1/traces", API, TraceRoutes::ingest),
                traces("/otlp/v1/traces", API, TraceRoutes::ingest));
    }

    private static Route get(String path, Credential credential, Handler handler) {
        return new Route("GET", path, credential, handler);
    }

    private static Route post(String path, Credential credential, Handler handler) {
        return new Route("POST", path, credential, handler);
    }

    private static Route list(String path, Credential credential, Handler handler) {
        return new Route("POST", path, credential, BodyKind.JSON_OR_LIST, handler);
    }

    private static Route traces(String path, Credential credential, Handler handler) {
        return new Route("POST", path, credential, BodyKind.TRACES, handler);
    }

    private static Route put(String path, Credential credential, Handler handler) {
        return new Route("PUT", path, credential, handler);
    }

    private static Route delete(String path, Credential credential, Handler handler) {
        return new Route("DELETE", path, credential, handler);
    }
}
