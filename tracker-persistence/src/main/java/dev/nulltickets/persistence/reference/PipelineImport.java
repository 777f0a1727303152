package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.pipeline.Stage;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;

/**
 * Copy pipelines, and note their stages beside the old database.
 *
 * <p>A definition that is not valid here is refused, and not mended: which of two ways a trigger should lead, or where
 * a stage without a way out should, only its author can say.
 */
final class PipelineImport {
    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    PipelineImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.run(TaskFacts.STAGES);
        old.each(OldTable.PIPELINES, "select * from pipelines", this::pipeline);
    }

    private void pipeline(OldRow row) throws SQLException {
        PipelineDefinition definition = PipelineDefinition.parse(row.json("definition_json"));
        Pipeline pipeline =
                new Pipeline(new PipelineId(row.id("id")), row.text("name"), definition, row.time("created_at_ms"));
        if (!tx.pipelines().insert(pipeline)) {
            throw row.refused("name is taken: " + pipeline.name());
        }
        definition.stages().values().forEach(stage -> note(pipeline, stage));
        report.imported(ReportDraft.Kind.PIPELINES);
    }

    private void note(Pipeline pipeline, Stage stage) {
        old.run(
                TaskFacts.ADD_STAGE,
                pipeline.id().value(),
                stage.name(),
                stage.role() == null ? null : stage.role().value(),
                stage.terminal());
    }
}
