package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.PIPELINES;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.spi.PipelineStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;

/** Keep pipelines. */
final class PipelineTable implements PipelineStore {
    private static final Sql INSERT = Sql.of(() -> Draft.of(
            Draft.insertion(PIPELINES, Part.COLUMNS).onConflict(PIPELINES.NAME).doNothing()));
    private static final Sql FIND = Sql.of(
            () -> Draft.of(select(Part.COLUMNS).from(PIPELINES).where(PIPELINES.ID.eq(Draft.bind(PIPELINES.ID)))));
    private static final Sql IDS = Sql.of(() -> Draft.of(select(PIPELINES.ID).from(PIPELINES)));
    private static final Sql LIST = Sql.of(() -> Draft.of(
            select(Part.COLUMNS).from(PIPELINES).orderBy(PIPELINES.CREATED_AT_MS.desc(), PIPELINES.ID.desc())));

    private final Session session;

    PipelineTable(Session session) {
        this.session = session;
    }

    @Override
    public boolean insert(Pipeline pipeline) {
        return session.change(
                        INSERT,
                        values -> values.text(pipeline.id().value())
                                .text(pipeline.name())
                                .text(pipeline.definition().text().value())
                                .time(pipeline.createdAt()))
                == 1;
    }

    @Override
    public Optional<Pipeline> find(PipelineId id) {
        return session.first(FIND, values -> values.text(id.value()), PipelineTable::pipeline);
    }

    @Override
    public List<PipelineId> ids() {
        return session.all(IDS, Parameters.Binder.NONE, row -> new PipelineId(row.text()));
    }

    @Override
    public List<Pipeline> list() {
        return session.all(LIST, Parameters.Binder.NONE, PipelineTable::pipeline);
    }

    private static Pipeline pipeline(Row row) throws SQLException {
        return new Pipeline(
                new PipelineId(row.text()),
                row.text(),
                PipelineDefinition.parse(JsonText.trusted(row.text())),
                row.time());
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {PIPELINES.ID, PIPELINES.NAME, PIPELINES.DEFINITION, PIPELINES.CREATED_AT_MS};

        private Part() {}
    }
}
