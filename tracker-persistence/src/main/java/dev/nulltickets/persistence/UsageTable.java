package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.USAGE_COVERS;
import static dev.nulltickets.persistence.jooq.Tables.USAGE_SUMS;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.one;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.UsageStore;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceLink;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;

/** Keep sums of tokens, and which spans do not count. */
final class UsageTable implements UsageStore {
    private static final Sql ADD = Sql.of(() -> Draft.of(Draft.insertion(
                    USAGE_SUMS,
                    Stream.concat(
                                    Stream.of(USAGE_SUMS.RUN_ID, USAGE_SUMS.TASK_ID, USAGE_SUMS.MODEL),
                                    Part.COUNTS.stream())
                            .toArray(Field<?>[]::new))
            .onConflict(USAGE_SUMS.RUN_ID, USAGE_SUMS.TASK_ID, USAGE_SUMS.MODEL)
            .doUpdate()
            .set(added())));
    private static final Sql OF_RUN = Sql.of(
            () -> sums(USAGE_SUMS.RUN_ID.eq(Draft.bind(USAGE_SUMS.RUN_ID)).and(USAGE_SUMS.RUN_ID.ne(inline("")))));
    private static final Sql OF_TASK = Sql.of(
            () -> sums(USAGE_SUMS.TASK_ID.eq(Draft.bind(USAGE_SUMS.TASK_ID)).and(USAGE_SUMS.TASK_ID.ne(inline("")))));
    private static final Sql COVER =
            Sql.of(() -> Draft.of(Draft.insertion(USAGE_COVERS, USAGE_COVERS.TRACE_ID, USAGE_COVERS.SPAN_ID)
                    .onConflictDoNothing()));
    private static final Sql COVERS_ANY = Sql.of(() -> Draft.of(select(one())
            .from(USAGE_COVERS)
            .where(USAGE_COVERS.TRACE_ID.eq(Draft.bind(USAGE_COVERS.TRACE_ID)))
            .limit(one())));
    private static final Sql IS_COVERED = Sql.of(() -> Draft.of(select(one())
            .from(USAGE_COVERS)
            .where(USAGE_COVERS.TRACE_ID.eq(Draft.bind(USAGE_COVERS.TRACE_ID)))
            .and(USAGE_COVERS.SPAN_ID.eq(Draft.bind(USAGE_COVERS.SPAN_ID)))));

    private final Session session;

    UsageTable(Session session) {
        this.session = session;
    }

    @Override
    public List<TokenUsage> ofRun(RunId run) {
        return session.all(OF_RUN, values -> values.text(run.value()), UsageTable::usage);
    }

    @Override
    public List<TokenUsage> ofTask(TaskId task) {
        return session.all(OF_TASK, values -> values.text(task.value()), UsageTable::usage);
    }

    @Override
    public void add(TraceLink link, TokenUsage usage) {
        session.change(
                ADD,
                values -> values.text(link.run() == null ? "" : link.run().value())
                        .text(link.task() == null ? "" : link.task().value())
                        .text(usage.model())
                        .number(usage.inputTokens())
                        .number(usage.outputTokens())
                        .number(usage.cacheReadInputTokens())
                        .number(usage.cacheCreationInputTokens())
                        .number(usage.reasoningOutputTokens()));
    }

    @Override
    public Optional<Span> cover(String traceId, String spanId) {
        boolean news = session.change(COVER, values -> values.text(traceId).text(spanId)) > 0;
        return news ? SpanTable.find(session, traceId, spanId) : Optional.empty();
    }

    @Override
    public boolean coversAny(String traceId) {
        return session.first(COVERS_ANY, values -> values.text(traceId), Row::number)
                .isPresent();
    }

    @Override
    public boolean isCovered(String traceId, String spanId) {
        return session.first(IS_COVERED, values -> values.text(traceId).text(spanId), Row::number)
                .isPresent();
    }

    private static TokenUsage usage(Row row) throws SQLException {
        return new TokenUsage(row.text(), row.number(), row.number(), row.number(), row.number(), row.number());
    }

    private static Map<Field<?>, Field<?>> added() {
        Map<Field<?>, Field<?>> sums = new LinkedHashMap<>();
        Part.COUNTS.forEach(count -> sums.put(count, count.plus(excluded(count))));
        return sums;
    }

    private static Draft sums(Condition which) {
        return Draft.of(select(Stream.concat(
                                Stream.of(USAGE_SUMS.MODEL),
                                Part.COUNTS.stream().map(count -> sum(count)))
                        .toArray(Field<?>[]::new))
                .from(USAGE_SUMS)
                .where(which)
                .groupBy(USAGE_SUMS.MODEL)
                .orderBy(USAGE_SUMS.MODEL));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final List<TableField<?, Long>> COUNTS = List.of(
                USAGE_SUMS.INPUT,
                USAGE_SUMS.OUTPUT,
                USAGE_SUMS.CACHE_READ,
                USAGE_SUMS.CACHE_CREATION,
                USAGE_SUMS.REASONING);

        private Part() {}
    }
}
