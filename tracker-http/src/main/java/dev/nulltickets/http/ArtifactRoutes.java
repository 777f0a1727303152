package dev.nulltickets.http;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.artifact.NewArtifact;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import org.jspecify.annotations.Nullable;

/** Serve artifacts. */
final class ArtifactRoutes {
    private static final int DEFAULT_LIMIT = 100;

    private ArtifactRoutes() {}

    static Reply create(Request request) {
        JsonFields body = request.body();
        NewArtifact artifact = new NewArtifact(
                task(body.optionalString("task_id")),
                run(body.optionalString("run_id")),
                body.string("kind"),
                body.string("uri"),
                body.optionalString("sha256"),
                body.optionalInteger("size_bytes"),
                body.object("meta"));
        return Views.created(request.tracker().artifacts().create(artifact).value());
    }

    static Reply list(Request request) {
        ArtifactFilter filter = new ArtifactFilter(task(request.query("task_id")), run(request.query("run_id")));
        return Reply.ok(Views.page(
                request.tracker().artifacts().list(filter, request.page(DEFAULT_LIMIT, Cursor.Created::decode)),
                ArtifactRoutes::view));
    }

    private static JsonText view(Artifact artifact) {
        return new JsonObject()
                .put("id", artifact.id().value())
                .put(
                        "task_id",
                        artifact.taskId() == null ? null : artifact.taskId().value())
                .put(
                        "run_id",
                        artifact.runId() == null ? null : artifact.runId().value())
                .put("created_at_ms", artifact.createdAt().toEpochMilli())
                .put("kind", artifact.kind())
                .put("uri", artifact.uri())
                .put("sha256", artifact.sha256())
                .putNumber("size_bytes", artifact.sizeBytes())
                .put("meta", artifact.meta())
                .build();
    }

    private static @Nullable TaskId task(@Nullable String id) {
        return id == null ? null : new TaskId(id);
    }

    private static @Nullable RunId run(@Nullable String id) {
        return id == null ? null : new RunId(id);
    }
}
