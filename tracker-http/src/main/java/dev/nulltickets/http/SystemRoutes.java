package dev.nulltickets.http;

import dev.nulltickets.core.Figures;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;

/** Serve what is known without a credential: the server's health and its description. */
final class SystemRoutes {
    private final String version;
    private final JsonText openApi;

    SystemRoutes(String version) {
        this.version = version;
        this.openApi = JsonText.trusted(OpenApiDocument.text());
    }

    Reply health(Request request) {
        Figures.Overview overview = request.tracker().figures().overview();
        return Reply.ok(new JsonObject()
                .put("status", "ok")
                .put("version", version)
                .putAll(
                        "tasks_by_stage",
                        overview.tasksByStage().entrySet(),
                        stage -> new JsonObject()
                                .put("stage", stage.getKey())
                                .put("count", stage.getValue())
                                .build())
                .put("active_leases", overview.liveLeases())
                .build());
    }

    Reply openApi(Request request) {
        return Reply.ok(openApi);
    }
}
