package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.STAGE_FIGURES;

import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Count tasks on PostgreSQL. A figure in one row would be what all writers wait for: so each commit adds rows that
 * say by how much figures have changed, a reader sums them up, and now and then somebody adds them to the figures.
 */
final class FigureChanges {

    /** Add changes to the figures, the oldest of those that nobody else is adding. */
    static final Sql FOLD = Sql.plain("""
            with folded as (
                delete from stage_figure_changes
                where seq in (
                    select seq from stage_figure_changes order by seq limit 10000 for update skip locked)
                returning pipeline_id, stage, state, tasks, failures
            )
            insert into stage_figures (pipeline_id, stage, state, tasks, failures)
            select pipeline_id, stage, state, sum(tasks), sum(failures)
            from folded
            group by pipeline_id, stage, state
            order by pipeline_id, stage, state
            on conflict (pipeline_id, stage, state) do update
            set tasks = stage_figures.tasks + excluded.tasks, failures = stage_figures.failures + excluded.failures""");

    private FigureChanges() {}

    /** Hold what statements are made of: apart, because most programs never need it. */
    static final class Part {
        static final Table<Record> TABLE = DSL.table(DSL.name("stage_figure_changes"));
        /** Select the columns of the figures. */
        static final Query LIST = DSL.query("""
                select pipeline_id, stage, state, sum(tasks)::bigint, sum(failures)::bigint
                from (
                    select pipeline_id, stage, state, tasks, failures from {0}
                    union all
                    select pipeline_id, stage, state, tasks, failures from {1}
                ) as figures
                group by pipeline_id, stage, state
                having sum(tasks) <> 0""", STAGE_FIGURES, TABLE);

        private Part() {}
    }
}
