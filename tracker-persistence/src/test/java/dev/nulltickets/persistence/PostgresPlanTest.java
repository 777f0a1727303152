package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Prove that PostgreSQL has an index for every statement, and uses it for a claim also while it knows nothing of the
 * tables, which is when it is tempted to read and sort all of them.
 */
class PostgresPlanTest {
    private static final Set<String> WHOLE_BY_PURPOSE = Set.of(
            // All pipelines are asked for.
            "PipelineTable.IDS",
            // Any rows will do, up to a limit.
            "DependencyTable.DEFERRED",
            // One row for each stage and state, and the changes of half a second.
            "FigureTable.LIST",
            "FigureChanges.FOLD",
            // What is sorted is the leases, of which there are as many as there are agents at work.
            "FigureTable.LEASES_GRANTED_BY",
            "FigureTable.LEASES_ENDING_BY",
            // What is sorted is the spans of one trace.
            "SpanTable.OF_TRACE",
            // What is sorted is the sums of one run.
            "UsageTable.OF_RUN",
            // What is sorted is the limited result of a search.
            "TsvectorWords.SEARCH",
            "TsvectorWords.SEARCH_PLACES");

    private Connection connection;

    @BeforeEach
    void migrate() throws SQLException {
        PostgresSettings settings = TestPostgres.schema("plans");
        PostgresSchema.migrate(settings);
        // With the extended protocol the driver would have to bind what is only explained.
        connection = PostgresConnections.open(settings.withProperty("preferQueryMode", "simple"));
        assumeTrue(
                connection.getMetaData().getDatabaseMajorVersion() >= 16,
                "older ones explain no statement without values");
        try (Statement statement = connection.createStatement()) {
            statement.execute(PostgresConnections.GUARDS);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyStatementHasAnIndex() throws SQLException {
        Map<String, String> slow = new TreeMap<>();
        Map<String, Sql> statements = Registered.onPostgres();
        // They have no plan.
        assertThat(statements.keySet().removeAll(Set.of("PostgresPipeline.COMMIT", "PostgresWriter.HURRY")))
                .isTrue();
        for (Map.Entry<String, Sql> statement : statements.entrySet()) {
            String plan = plan(statement.getValue());
            if (plan.contains("Seq Scan") || plan.contains("Sort Key")) {
                slow.put(statement.getKey(), plan);
            }
        }
        assertThat(slow).isNotEmpty();
        slow.keySet().removeAll(WHOLE_BY_PURPOSE);
        assertThat(slow).isEmpty();
    }

    @Test
    void aClaimUsesTheIndexMadeForIt() throws SQLException {
        Map<String, Sql> statements = Registered.onPostgres();
        assertThat(plan(statements.get("TaskTable.BEST"))).contains("Index Scan using tasks_claim on");
        assertThat(plan(statements.get("TaskTable.BEST_IN_STAGE"))).contains("using tasks_claim_by_stage on");
        assertThat(plan(statements.get("TaskTable.NEXT_STAGE"))).contains("using tasks_claim_by_stage on");
        assertThat(plan(statements.get("TaskTable.DUE"))).contains("using tasks_due on");
        assertThat(plan(statements.get("LeaseTable.OVERDUE"))).contains("using leases_by_end on");
        assertThat(plan(statements.get("EventTable.LIST"))).contains("using events_by_run on");
    }

    private String plan(Sql sql) throws SQLException {
        String text = sql.text(PostgresDialect.WRITING);
        for (int i = 1; text.contains("?"); i++) {
            text = text.replaceFirst("\\?", "\\$" + i);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain (generic_plan) " + text)) {
            return TestPostgres.column(rows).stream().collect(Collectors.joining("\n"));
        }
    }
}
