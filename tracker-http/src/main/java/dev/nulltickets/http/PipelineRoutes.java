package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.PipelineDefinition;

/** Serve pipelines. */
final class PipelineRoutes {
    private PipelineRoutes() {}

    /** Ask to create a pipeline. */
    record NewPipeline(String name, PipelineDefinition definition) {}

    static NewPipeline read(Request request) {
        JsonFields body = request.body();
        return new NewPipeline(
                body.string("name"),
                PipelineDefinition.parse(body.fields("definition").text()));
    }

    static Reply create(Request request, NewPipeline pipeline) {
        return Views.created(request.tracker()
                .pipelines()
                .create(pipeline.name(), pipeline.definition())
                .value());
    }

    static Reply list(Request request) {
        return Reply.ok(JsonObject.array(request.tracker().pipelines().list(), Views::pipeline));
    }

    static Reply find(Request request) {
        PipelineId id = new PipelineId(request.path("id"));
        return Reply.ok(Views.pipeline(request.tracker().pipelines().find(id)));
    }
}
