package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RejectedException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Read the columns of an old row, and refuse what is not what it should be: the old tables promise nothing, neither
 * that a number is one nor that a reference leads anywhere. Every refusal names the table and the row.
 */
final class OldRow {
    /** What a cursor can hold: no list could be walked past an id of another form. */
    private static final Pattern ID = Pattern.compile("[!-~]{1,255}");

    private static final long LAST_TIME =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** The last number that every reader of JSON keeps. */
    private static final long LAST_SEQUENCE = (1L << 53) - 1;

    private final OldTable table;
    private final ResultSet result;
    private final ReportDraft report;

    OldRow(OldTable table, ResultSet result, ReportDraft report) {
        this.table = table;
        this.result = result;
        this.report = report;
    }

    String table() {
        return table.tableName();
    }

    /** Name the row. */
    String key() {
        List<String> parts = new ArrayList<>();
        try {
            for (String column : table.key()) {
                parts.add(String.valueOf(result.getString(column)));
            }
        } catch (SQLException unreadable) {
            parts.add("?");
        }
        return String.join("/", parts);
    }

    /** Make the refusal of this row. */
    ImportRefusedException refused(String why) {
        return new ImportRefusedException(table() + " " + key() + ": " + why);
    }

    /** Note that something of this row is not what it was. */
    void changed(String what) {
        report.changed(this, what);
    }

    boolean isNull(String column) throws SQLException {
        return result.getObject(column) == null;
    }

    String text(String column) throws SQLException {
        return required(column, textOrNull(column));
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw wrongType(column, "text", value);
        }
        // The driver puts this character where it finds bytes that are no UTF-8.
        if (text.indexOf('\uFFFD') >= 0
                && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), result.getBytes(column))) {
            throw refused(column + " is not UTF-8");
        }
        return Checks.text(column, text);
    }

    /** Return text that names a row. */
    String id(String column) throws SQLException {
        return required(column, idOrNull(column));
    }

    @Nullable
    String idOrNull(String column) throws SQLException {
        String id = textOrNull(column);
        if (id != null && !ID.matcher(id).matches()) {
            throw refused(column + " must be an id: up to 255 visible ASCII characters, without spaces");
        }
        return id;
    }

    long number(String column) throws SQLException {
        return required(column, numberOrNull(column));
    }

    @Nullable
    Long numberOrNull(String column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrongType(column, "a whole number", value);
    }

    long atLeast(String column, long least) throws SQLException {
        return Checks.atLeast(column, number(column), least);
    }

    /** Return a number that grows from row to row, and leave room for more above it. */
    long sequence(String column) throws SQLException {
        long number = atLeast(column, 1);
        if (number > LAST_SEQUENCE) {
            throw refused(column + " must be at most " + LAST_SEQUENCE + ", but is " + number);
        }
        return number;
    }

    int within(String column, int least, int most) throws SQLException {
        return Checks.within(column, number(column), least, most);
    }

    /** Return how many, or 0 where nothing was counted. */
    int count(String column) throws SQLException {
        return isNull(column) ? 0 : within(column, 0, Integer.MAX_VALUE);
    }

    boolean flag(String column) throws SQLException {
        Long value = numberOrNull(column);
        return value != null && value != 0;
    }

    Instant time(String column) throws SQLException {
        return required(column, timeOrNull(column));
    }

    @Nullable
    Instant timeOrNull(String column) throws SQLException {
        Long millis = numberOrNull(column);
        if (millis == null) {
            return null;
        }
        if (millis < 0 || millis > LAST_TIME) {
            throw refused(column + " must be a time from 1970 to 9999 in milliseconds, but is " + millis);
        }
        return Instant.ofEpochMilli(millis);
    }

    /** Return a time, or the last possible one for what lies behind that. */
    Instant timeAtMost(String column) throws SQLException {
        if (number(column) <= LAST_TIME) {
            return time(column);
        }
        changed(column + " beyond the year 9999 became its end");
        return Instant.ofEpochMilli(LAST_TIME);
    }

    byte @Nullable [] bytesOrNull(String column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        throw wrongType(column, "bytes", value);
    }

    JsonText json(String column) throws SQLException {
        String text = text(column);
        try {
            return JsonText.of(text);
        } catch (RejectedException malformed) {
            throw refused(column + " cannot be kept: " + malformed.getMessage());
        }
    }

    /** Return an object. Any other value becomes the member {@code value} of one. */
    JsonText object(String column) throws SQLException {
        JsonText json = json(column);
        if (json.value().stripLeading().startsWith("{")) {
            return json;
        }
        changed(column + " that is no object became {\"value\": …}, with what it was inside");
        return new JsonObject().put("value", json).build();
    }

    private <T> T required(String column, @Nullable T value) {
        if (value == null) {
            throw refused(column + " must not be null");
        }
        return value;
    }

    private ImportRefusedException wrongType(String column, String expected, Object value) {
        String found = switch (value) {
            case String text -> "text";
            case byte[] bytes -> "bytes";
            default -> "the number " + value;
        };
        return refused(column + " must be " + expected + ", but is " + found);
    }
}
