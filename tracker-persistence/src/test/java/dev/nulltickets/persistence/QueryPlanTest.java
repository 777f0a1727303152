package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that no statement walks through a table, nor sorts what it has found. */
class QueryPlanTest {
    private static final Set<String> WHOLE_BY_PURPOSE = Set.of(
            // All pipelines are asked for, and the index has them in order.
            "PipelineTable.LIST",
            // Any rows will do, up to a limit.
            "DependencyTable.DEFERRED",
            // One row for each stage and state, and all are asked for.
            "FigureTable.LIST",
            // What is scanned is the limited result of a search.
            "LeaseTable.COUNT_IN_STAGE");

    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void migrate() throws SQLException {
        Path file = directory.resolve("plans.db");
        Schema.migrate(file);
        connection = new Connections(file, SqliteSettings.of(file)).writer();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyStatementSearches() throws SQLException {
        assertThat(slow(Registered.statements())).containsOnlyKeys(WHOLE_BY_PURPOSE);
    }

    @Test
    void everyStatementIsSeen() {
        assertThat(Registered.statements())
                .hasSizeGreaterThan(50)
                .containsKeys(
                        "TaskTable.BEST", "TaskTable.BEST_IN_STAGE", "TaskTable.NEXT_STAGE", "LeaseTable.OVERDUE");
    }

    @Test
    void aClaimUsesTheIndexMadeForIt() throws SQLException {
        Map<String, Sql> statements = Registered.statements();
        assertThat(plan(statements.get("TaskTable.BEST").text()))
                .containsExactly("SEARCH tasks USING INDEX tasks_claim (agent_role=? AND assignee=?)");
        assertThat(plan(statements.get("TaskTable.BEST_IN_STAGE").text()))
                .containsExactly("SEARCH tasks USING INDEX tasks_claim_by_stage"
                        + " (agent_role=? AND assignee=? AND pipeline_id=? AND stage=?)");
        assertThat(plan(statements.get("TaskTable.NEXT_STAGE").text()))
                .containsExactly("SEARCH tasks USING COVERING INDEX tasks_claim_by_stage"
                        + " (agent_role=? AND assignee=? AND pipeline_id=? AND stage>?)");
        assertThat(plan(statements.get("TaskTable.NEXT_PIPELINE").text()))
                .containsExactly("SEARCH tasks USING COVERING INDEX tasks_claim_by_stage"
                        + " (agent_role=? AND assignee=? AND pipeline_id>?)");
        assertThat(plan(statements.get("TaskTable.DUE").text()))
                .containsExactly("SEARCH tasks USING INDEX tasks_due (next_eligible_at_ms<?)");
    }

    @Test
    void theCheckCanFail() throws SQLException {
        Map<String, Sql> bad = Map.of(
                "scan", Sql.plain("select id from tasks where title = ?"),
                "sort", Sql.plain("select id from tasks where stage = ? order by priority"),
                "bound state", Sql.plain("select id from tasks where state = ? and agent_role = ? limit 1"));
        assertThat(slow(bad)).containsOnlyKeys("scan", "sort", "bound state");

        try (Statement statement = connection.createStatement()) {
            statement.execute("drop index tasks_claim");
        }
        assertThat(slow(Registered.statements())).containsKey("TaskTable.BEST");
    }

    private Map<String, List<String>> slow(Map<String, Sql> statements) throws SQLException {
        Map<String, List<String>> slow = new TreeMap<>();
        for (Map.Entry<String, Sql> statement : statements.entrySet()) {
            List<String> plan = plan(statement.getValue().text());
            if (plan.stream().anyMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"))) {
                slow.put(statement.getKey(), plan);
            }
        }
        return slow;
    }

    private List<String> plan(String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain query plan " + sql)) {
            while (plan.next()) {
                steps.add(plan.getString("detail"));
            }
        }
        return steps;
    }
}
