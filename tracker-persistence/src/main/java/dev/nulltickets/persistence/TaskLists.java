package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.TASKS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** List tasks by time of creation, page by page: all of them, or those of a pipeline, of a stage, or of both. */
final class TaskLists {
    private static final Sql ALL = Sql.of(() -> Draft.of(listing(noCondition())));
    private static final Sql OF_STAGE =
            Sql.of(() -> Draft.differing(listingOfPlaces(TASKS.STAGE, TASKS.PIPELINE_ID), listing(Part.IN_STAGE)));
    private static final Sql OF_PIPELINE =
            Sql.of(() -> Draft.differing(listingOfPlaces(TASKS.PIPELINE_ID, TASKS.STAGE), listing(Part.IN_PIPELINE)));
    private static final Sql OF_PIPELINE_AND_STAGE =
            Sql.of(() -> Draft.of(listing(Part.IN_PIPELINE.and(Part.IN_STAGE))));

    private TaskLists() {}

    /** Return the first tasks behind a place. */
    static List<Task> list(Session session, TaskFilter filter, Cursor.@Nullable Created after, int limit) {
        String stage = filter.stage();
        PipelineId pipeline = filter.pipelineId();
        Sql sql = pipeline == null
                ? (stage == null ? ALL : OF_STAGE)
                : (stage == null ? OF_PIPELINE : OF_PIPELINE_AND_STAGE);
        return session.all(
                sql,
                values -> {
                    if (pipeline != null) {
                        values.text(pipeline.value());
                    }
                    if (stage != null) {
                        values.text(stage);
                    }
                    values.page(after, limit);
                },
                TaskColumns::task);
    }

    private static Query listing(Condition which) {
        return select(TaskColumns.Part.SELECTED)
                .from(TASKS)
                .where(which.and(
                        row(TASKS.CREATED_AT_MS, TASKS.ID).gt(Draft.bind(TASKS.CREATED_AT_MS), Draft.bind(TASKS.ID))))
                .orderBy(TASKS.CREATED_AT_MS, TASKS.ID)
                .limit(Draft.limit());
    }

    /**
     * List the tasks of a stage's name in all pipelines, or of all stages of a pipeline: the first of each of these
     * places, and of them the first of all. So each write has one index to change instead of three, and a page costs as
     * many searches as there are places.
     */
    private static Query listingOfPlaces(Field<String> given, Field<String> open) {
        return DSL.query(
                """
                with asked (place, created_at_ms, id, most) as (select {0}, {1}, {2}, {3})
                select {4}
                from (select distinct {6} as place from stage_figures where {5} = (select place from asked)) as places
                join tasks on tasks.id in (
                    select here.id from tasks as here
                    where here.{6} = places.place and here.{5} = (select place from asked)
                        and (here.created_at_ms, here.id) > (select created_at_ms, id from asked)
                    order by here.created_at_ms, here.id limit (select most from asked))
                order by tasks.created_at_ms, tasks.id limit (select most from asked)""",
                Draft.bind(given),
                Draft.bind(TASKS.CREATED_AT_MS),
                Draft.bind(TASKS.ID),
                Draft.limit(),
                DSL.list(TaskColumns.Part.SELECTED),
                field(given.getUnqualifiedName()),
                field(open.getUnqualifiedName()));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Condition IN_STAGE = TASKS.STAGE.eq(Draft.bind(TASKS.STAGE));
        static final Condition IN_PIPELINE = TASKS.PIPELINE_ID.eq(Draft.bind(TASKS.PIPELINE_ID));

        private Part() {}
    }
}
