package dev.nulltickets.persistence.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copy trace batches as they were sent, and the spans that were read out of them. Batches are numbered anew, because
 * nothing but their spans refers to them.
 *
 * <p>Spans are copied with less care than all else, because each is in its batch, too: what is no span here is left
 * out.
 */
final class TraceImport {
    /** As many spans as are handed over at once. */
    private static final int MOST = 500;

    private static final String LOST = """
            select s.id from otlp_spans s left join otlp_batches b on b.id = s.batch_id where b.id is null""";

    private static final String AGAIN = """
            select s.id from otlp_spans s
            join (
              select lower(trace_id) as trace, lower(span_id) as span, min(id) as first from otlp_spans
              group by 1, 2 having count(*) > 1) d
            on d.trace = lower(s.trace_id) and d.span = lower(s.span_id) and d.first < s.id""";

    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    TraceImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.refuseAny(OldTable.OTLP_SPANS, LOST, "batch_id names no batch");
        old.run("create temp table repeated (id integer primary key)");
        old.run("insert into repeated " + AGAIN);
        old.each(OldTable.OTLP_BATCHES, "select * from otlp_batches order by id", this::batch);
    }

    private void batch(OldRow row) throws SQLException {
        String json = row.textOrNull("payload_json");
        byte[] blob = row.bytesOrNull("payload_blob");
        byte[] nothing = {};
        long batch = tx.traces()
                .append(
                        row.time("received_at_ms"),
                        row.text("content_type"),
                        json == null ? TraceEncoding.BLOB : TraceEncoding.JSON,
                        json != null ? json.getBytes(UTF_8) : blob != null ? blob : nothing,
                        row.within("parsed_spans", 0, Integer.MAX_VALUE));
        report.imported(ReportDraft.Kind.TRACE_BATCHES);
        spans(row.number("id"), batch);
    }

    private void spans(long oldBatch, long batch) {
        List<Span> spans = new ArrayList<>();
        old.each(
                OldTable.OTLP_SPANS,
                "select s.*, a.id as again from otlp_spans s left join repeated a on a.id = s.id"
                        + " where s.batch_id = ? order by s.id",
                row -> {
                    span(row).ifPresent(spans::add);
                    if (spans.size() == MOST) {
                        add(batch, spans);
                    }
                },
                oldBatch);
        add(batch, spans);
    }

    private static Optional<Span> span(OldRow row) throws SQLException {
        if (row.isNull("again")) {
            return OldSpan.read(row);
        }
        row.changed("left out, because the span was sent before");
        return Optional.empty();
    }

    private void add(long batch, List<Span> spans) {
        if (!spans.isEmpty()) {
            tx.traces().add(batch, List.copyOf(spans));
            report.imported(ReportDraft.Kind.SPANS, spans.size());
            spans.clear();
        }
    }
}
