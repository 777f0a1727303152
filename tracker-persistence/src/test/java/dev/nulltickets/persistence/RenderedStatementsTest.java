package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Prove that the build has rendered the statements that these classes would render. */
class RenderedStatementsTest {
    private static final List<Dialect> DIALECTS = new ArrayList<>(List.of(PostgresDialect.values()));

    static {
        DIALECTS.add(SqliteDialect.INSTANCE);
    }

    @Test
    void theyAreWhatTheDraftsSay() throws IOException {
        for (Dialect dialect : DIALECTS) {
            Map<String, String> texts = new TreeMap<>();
            for (Sql statement : Registered.statements().values()) {
                if (!statement.name().isEmpty()) {
                    texts.put(statement.name(), statement.text(dialect));
                }
            }
            assertThat(texts).as(dialect.label()).hasSizeGreaterThan(60);
            assertThat(file(dialect)).as(dialect.label()).containsExactlyInAnyOrderEntriesOf(texts);
        }
    }

    @Test
    void looseClassesRenderThemselves() {
        assertThat(RenderedStatements.text("TaskTable#1", SqliteDialect.INSTANCE))
                .isNull();
    }

    private static Map<String, String> file(Dialect dialect) throws IOException {
        try (InputStream in = Objects.requireNonNull(Sql.class.getResourceAsStream(dialect.label() + ".sql"))) {
            return RenderedStatements.read(new String(in.readAllBytes(), UTF_8));
        }
    }
}
