package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Read an old span: its columns, and from its raw JSON what has no column. What is absent, or is not what it should be,
 * is what OTLP has for nothing.
 */
final class OldSpan {
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final Pattern CODE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,10}");
    private static final long MOST_OF_32_BITS = 0xFFFF_FFFFL;

    private static final List<String> KINDS =
            List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
    private static final List<String> CODES = List.of("UNSET", "OK", "ERROR");

    private final OldRow row;
    private final Map<String, Json> raw;

    private OldSpan(OldRow row, Map<String, Json> raw) {
        this.row = row;
        this.raw = raw;
    }

    /** Return the span, unless it has no ids of one. */
    static Optional<Span> read(OldRow row) throws SQLException {
        String trace = hex(row, "trace_id", TRACE_ID);
        String span = hex(row, "span_id", SPAN_ID);
        if (trace == null || span == null) {
            row.changed("left out, because its ids are none of a span; its batch still holds it");
            return Optional.empty();
        }
        return Optional.of(new OldSpan(row, raw(row)).span(trace, span));
    }

    private Span span(String trace, String span) throws SQLException {
        String run = reference("run_id");
        String task = reference("task_id");
        return new Span(
                trace,
                span,
                hex(row, "parent_span_id", SPAN_ID),
                rawText("traceState"),
                rawNumber("flags"),
                textOrEmpty("name"),
                code("kind", "SPAN_KIND_", KINDS),
                nanos("start_time_unix_nano"),
                nanos("end_time_unix_nano"),
                array("attributes_json"),
                rawArray("events"),
                rawArray("links"),
                new Span.Dropped(
                        rawNumber("droppedAttributesCount"),
                        rawNumber("droppedEventsCount"),
                        rawNumber("droppedLinksCount")),
                new Span.Status(code("status_code", "STATUS_CODE_", CODES), textOrEmpty("status_message")),
                new Span.Scope(textOrEmpty("scope_name"), textOrEmpty("scope_version"), JsonText.EMPTY_ARRAY, 0, ""),
                new Span.Resource(array("resource_attributes_json"), 0, ""),
                run == null ? null : new RunId(run),
                task == null ? null : new TaskId(task),
                null);
    }

    private static @Nullable String hex(OldRow row, String column, Pattern form) throws SQLException {
        String text = row.textOrNull(column);
        String hex = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return form.matcher(hex).matches() ? hex : null;
    }

    private static Map<String, Json> raw(OldRow row) throws SQLException {
        String text = row.textOrNull("raw_json");
        return text != null && parse(text) instanceof Json.Members members ? members.values() : Map.of();
    }

    private static @Nullable Json parse(String text) {
        try {
            return Json.parse(text);
        } catch (RejectedException malformed) {
            return null;
        }
    }

    private String textOrEmpty(String column) throws SQLException {
        String text = row.textOrNull(column);
        return text == null ? "" : text;
    }

    private @Nullable String reference(String column) throws SQLException {
        String id = textOrEmpty(column);
        return id.isEmpty() ? null : id;
    }

    private long nanos(String column) throws SQLException {
        Long nanos = row.numberOrNull(column);
        if (nanos != null && nanos < 0) {
            row.changed(column + " below 0 became 0");
            return 0;
        }
        return nanos == null ? 0 : nanos;
    }

    /** Return the number that OTLP gives to what is written as that number, or as its name. */
    private int code(String column, String prefix, List<String> names) throws SQLException {
        String text = textOrEmpty(column);
        if (CODE.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        int code = names.indexOf(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
        if (code < 0 && !text.isEmpty()) {
            row.changed(column + " that OTLP does not know became 0");
        }
        return Math.max(code, 0);
    }

    private JsonText array(String column) throws SQLException {
        String text = textOrEmpty(column);
        if (!text.isEmpty() && parse(text) instanceof Json.Elements) {
            return JsonText.trusted(text);
        }
        row.changed(column + " that is no array became an empty one; its batch still holds it");
        return JsonText.EMPTY_ARRAY;
    }

    private JsonText rawArray(String name) {
        return raw.get(name) instanceof Json.Elements array ? array.text() : JsonText.EMPTY_ARRAY;
    }

    private String rawText(String name) {
        return raw.get(name) instanceof Json.Text text ? text.value() : "";
    }

    private long rawNumber(String name) {
        return raw.get(name) instanceof Json.Numeral number
                        && COUNT.matcher(number.value()).matches()
                ? Math.min(Long.parseLong(number.value()), MOST_OF_32_BITS)
                : 0;
    }
}
