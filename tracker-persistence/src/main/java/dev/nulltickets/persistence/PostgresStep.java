package dev.nulltickets.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Be one statement of several that are sent together, and take its result out of theirs. Used by one thread. */
final class PostgresStep {
    /** Say what is asked. */
    record Key(Sql sql, List<@Nullable Object> values) {}

    private static final Object[] NO_VALUES = {};
    /**
     * The same use case sends the same statements together, so there are few such texts; a bulk of other ones is not
     * kept.
     */
    private static final Map<List<Sql>, String> TEXTS = new ConcurrentHashMap<>();

    private static final int MOST_TEXTS = 1000;

    private final Sql sql;
    private final @Nullable Object[] values;
    private final Row.@Nullable Mapper<?> mapper;
    private final boolean lasting;
    private final List<Object> rows = new ArrayList<>(1);
    private int count;

    private PostgresStep(Sql sql, @Nullable Object[] values, Row.@Nullable Mapper<?> mapper, boolean lasting) {
        this.sql = sql;
        this.values = values;
        this.mapper = mapper;
        this.lasting = lasting;
    }

    /** Ask something. */
    static PostgresStep question(Sql sql, @Nullable Object[] values, Row.Mapper<?> mapper) {
        return new PostgresStep(sql, values, mapper, false);
    }

    /** Change something; nothing is left of it if no row can have one of its texts. */
    static Optional<PostgresStep> change(Sql sql, @Nullable Object[] values) {
        return PostgresText.storable(sql, values).map(storable -> new PostgresStep(sql, storable, null, false));
    }

    /** Run a statement without values, and hear nothing. */
    static PostgresStep silent(Sql sql) {
        return new PostgresStep(sql, NO_VALUES, null, false);
    }

    /** Return the same question, whose answer stays true whatever the transaction writes. */
    PostgresStep lasting() {
        return new PostgresStep(sql, values, mapper, true);
    }

    /** Return the text of several. */
    static String text(List<PostgresStep> steps) {
        List<Sql> statements = steps.stream().map(step -> step.sql).toList();
        String text = TEXTS.get(statements);
        if (text == null) {
            text = statements.stream()
                    .map(statement -> statement.text(PostgresDialect.WRITING))
                    .collect(Collectors.joining(";\n"));
            if (TEXTS.size() < MOST_TEXTS) {
                TEXTS.put(statements, text);
            }
        }
        return text;
    }

    Key key() {
        return new Key(sql, Arrays.asList(values));
    }

    boolean isLasting() {
        return lasting;
    }

    /** Say whether a row can have all texts that are asked for. */
    boolean isStorable() {
        return PostgresText.storable(values);
    }

    /** Bind the values behind those that are bound already, and return how many there are then. */
    int bind(PreparedStatement statement, int bound) throws SQLException {
        int last = bound;
        for (Object value : values) {
            statement.setObject(++last, value);
        }
        return last;
    }

    /** Take the result on which a statement stands. */
    void take(PreparedStatement statement) throws SQLException {
        count = statement.getUpdateCount();
        if (mapper != null) {
            try (ResultSet result = statement.getResultSet()) {
                Row row = new JdbcRow(result);
                while (result.next()) {
                    rows.add(mapper.map(row.next()));
                }
            }
        }
    }

    /** Return how many rows were changed. */
    int count() {
        return count;
    }

    /** Return what was answered, as the mapper of the question made it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Who asks the same has a mapper to the same.
    <T> List<T> rows() {
        return (List<T>) rows;
    }
}
