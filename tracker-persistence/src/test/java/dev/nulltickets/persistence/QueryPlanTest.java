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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that no statement walks through a table, nor sorts what it has found. */
class QueryPlanTest {
    /** A full-text index is always "scanned"; but it seeks what is asked for by a row's number or by words. */
    private static final Pattern FULL_TEXT_SEARCH =
            Pattern.compile("SCAN entries_fts VIRTUAL TABLE INDEX \\d+:(=|M\\d).*");

    private static final Set<String> WHOLE_BY_PURPOSE = Set.of(
            // All pipelines are asked for, and the index has them in order.
            "PipelineTable.LIST",
            "PipelineTable.IDS",
            // Any rows will do, up to a limit.
            "DependencyTable.DEFERRED",
            // One row for each stage and state, and all are asked for.
            "FigureTable.LIST",
            // The index has the leases by stage; there are as many as there are agents at work.
            "FigureTable.LEASES_GRANTED_BY",
            // What is sorted is those of the leases that end soon.
            "FigureTable.LEASES_ENDING_BY",
            // What is scanned and sorted is the limited result of a search.
            "Fts5Words.SEARCH",
            // What is scanned is the limited result of a search.
            "LeaseTable.COUNT_IN_STAGE",
            // What is sorted is the spans of one trace.
            "SpanTable.OF_TRACE",
            // What is scanned is one row for each stage and state, and what is sorted is a page of each.
            "TaskLists.OF_PIPELINE",
            "TaskLists.OF_STAGE",
            // The first row of all.
            "TraceDeletion.OLDEST",
            "TraceTable.OLDEST",
            // The index holds nothing but what is to be done.
            "TraceTable.OPEN",
            // What is sorted is the sums of one run.
            "UsageTable.OF_RUN");

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
        assertThat(slow(Registered.onSqlite())).containsOnlyKeys(WHOLE_BY_PURPOSE);
    }

    @Test
    void everyStatementIsSeen() {
        assertThat(Registered.onSqlite())
                .hasSizeGreaterThan(70)
                .containsKeys(
                        "TaskTable.BEST",
                        "TaskTable.BEST_IN_STAGE",
                        "TaskTable.NEXT_STAGE",
                        "LeaseTable.OVERDUE",
                        "ArtifactTable.LIST_OF_TASK_AND_RUN",
                        "Fts5Words.SEARCH",
                        "SpanTable.OF_RUN");
    }

    @Test
    void aClaimUsesTheIndexMadeForIt() throws SQLException {
        Map<String, Sql> statements = Registered.onSqlite();
        assertThat(plan(statements.get("TaskTable.BEST").toString()))
                .containsExactly("SEARCH tasks USING INDEX tasks_claim (agent_role=? AND assignee=?)");
        assertThat(plan(statements.get("TaskTable.BEST_IN_STAGE").toString()))
                .containsExactly("SEARCH tasks USING INDEX tasks_claim_by_stage"
                        + " (agent_role=? AND assignee=? AND pipeline_id=? AND stage=?)");
        assertThat(plan(statements.get("TaskTable.NEXT_STAGE").toString()))
                .containsExactly("SEARCH tasks USING COVERING INDEX tasks_claim_by_stage"
                        + " (agent_role=? AND assignee=? AND pipeline_id=? AND stage>?)");
        assertThat(plan(statements.get("TaskTable.NEXT_PIPELINE").toString()))
                .containsExactly("SEARCH tasks USING COVERING INDEX tasks_claim_by_stage"
                        + " (agent_role=? AND assignee=? AND pipeline_id>?)");
        assertThat(plan(statements.get("TaskTable.DUE").toString()))
                .containsExactly("SEARCH tasks USING INDEX tasks_due (next_eligible_at_ms<?)");
    }

    @Test
    void figuresUseTheIndexesMadeForThem() throws SQLException {
        Map<String, Sql> statements = Registered.onSqlite();
        assertThat(plan(statements.get("FigureTable.OLDEST_READY").toString()))
                .containsExactly("SEARCH tasks USING COVERING INDEX tasks_ready_by_age (agent_role=?)");
        assertThat(plan(statements.get("FigureTable.LEASES_GRANTED_BY").toString()))
                .containsExactly("SCAN leases USING COVERING INDEX leases_by_stage");
        assertThat(plan(statements.get("FigureTable.LEASES_ENDING_BY").toString()))
                .containsExactly(
                        "SEARCH leases USING INDEX leases_by_end (expires_at_ms>? AND expires_at_ms<?)",
                        "USE TEMP B-TREE FOR GROUP BY");
        assertThat(plan(statements.get("PipelineTable.IDS").toString()))
                .containsExactly("SCAN pipelines USING COVERING INDEX sqlite_autoindex_pipelines_1");
    }

    @Test
    void listsUseTheIndexesMadeForThem() throws SQLException {
        Map<String, Sql> statements = Registered.onSqlite();
        String behind = "(created_at_ms,id)>(?,?)";
        assertThat(plan(statements.get("ArtifactTable.LIST").toString()))
                .containsExactly("SEARCH artifacts USING INDEX artifacts_by_creation (" + behind + ")");
        assertThat(plan(statements.get("ArtifactTable.LIST_OF_TASK").toString()))
                .containsExactly("SEARCH artifacts USING INDEX artifacts_by_task (task_id=? AND " + behind + ")");
        assertThat(plan(statements.get("ArtifactTable.LIST_OF_RUN").toString()))
                .containsExactly("SEARCH artifacts USING INDEX artifacts_by_run (run_id=? AND " + behind + ")");
        assertThat(plan(statements.get("ArtifactTable.LIST_OF_TASK_AND_RUN").toString()))
                .containsExactly("SEARCH artifacts USING INDEX artifacts_by_run (run_id=? AND " + behind + ")");
        assertThat(plan(statements.get("SpanTable.OF_TRACE").toString()))
                .containsExactly(
                        "SEARCH spans USING INTEGER PRIMARY KEY (rowid=?)",
                        "LIST SUBQUERY 1",
                        "SEARCH spans USING INDEX sqlite_autoindex_spans_1 (trace_id=?)",
                        "USE TEMP B-TREE FOR ORDER BY",
                        "SEARCH trace_scopes USING INDEX sqlite_autoindex_trace_scopes_1 (batch_id=? AND number=?)",
                        "SEARCH trace_resources USING INDEX sqlite_autoindex_trace_resources_1 (batch_id=? AND number=?)",
                        "USE TEMP B-TREE FOR ORDER BY");
        assertThat(plan(statements.get("SpanTable.OF_RUN").toString()))
                .containsExactlyElementsOf(spansBy("spans_by_run (run_id=? AND start_ns>?)"));
        assertThat(plan(statements.get("SpanTable.OF_TASK").toString()))
                .containsExactlyElementsOf(spansBy("spans_by_task (task_id=? AND start_ns>?)"));
    }

    @Test
    void tasksOfAPipelineOrStageAreFoundPlaceByPlace() throws SQLException {
        for (String list : List.of("OF_PIPELINE", "OF_STAGE")) {
            assertThat(plan(Registered.onSqlite().get("TaskLists." + list).toString()))
                    .as(list)
                    .contains(
                            "SEARCH here USING COVERING INDEX tasks_by_pipeline_and_stage"
                                    + " (pipeline_id=? AND stage=? AND (created_at_ms,id)>(?,?))",
                            "SEARCH tasks USING INDEX sqlite_autoindex_tasks_1 (id=?)")
                    .noneMatch(step -> step.startsWith("SCAN tasks"));
        }
    }

    private static List<String> spansBy(String index) {
        return List.of(
                "SEARCH spans USING INDEX " + index,
                "SEARCH trace_scopes USING INDEX sqlite_autoindex_trace_scopes_1 (batch_id=? AND number=?)",
                "SEARCH trace_resources USING INDEX sqlite_autoindex_trace_resources_1 (batch_id=? AND number=?)");
    }

    @Test
    void aSearchReadsTheEntriesItReturnsOnly() throws SQLException {
        assertThat(plan(Registered.onSqlite().get("Fts5Words.SEARCH").toString()))
                .containsExactly(
                        "CO-ROUTINE best",
                        "CO-ROUTINE (subquery-1)",
                        "SCAN entries_fts VIRTUAL TABLE INDEX 192:M4",
                        "SCAN (subquery-1)",
                        "USE TEMP B-TREE FOR ORDER BY",
                        "SCAN best",
                        "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)");
    }

    @Test
    void theCheckCanFail() throws SQLException {
        Map<String, Sql> bad = Map.of(
                "scan", Sql.plain("select id from tasks where title = ?"),
                "whole text index", Sql.plain("select rowid from entries_fts"),
                "sort", Sql.plain("select id from tasks where stage = ? order by priority"),
                "bound state", Sql.plain("select id from tasks where state = ? and agent_role = ? limit 1"));
        assertThat(slow(bad)).containsOnlyKeys("scan", "whole text index", "sort", "bound state");

        try (Statement statement = connection.createStatement()) {
            statement.execute("drop index tasks_claim");
        }
        assertThat(slow(Registered.onSqlite())).containsKey("TaskTable.BEST");
    }

    private Map<String, List<String>> slow(Map<String, Sql> statements) throws SQLException {
        Map<String, List<String>> slow = new TreeMap<>();
        for (Map.Entry<String, Sql> statement : statements.entrySet()) {
            List<String> plan = plan(statement.getValue().toString());
            if (plan.stream().anyMatch(QueryPlanTest::isSlow)) {
                slow.put(statement.getKey(), plan);
            }
        }
        return slow;
    }

    private static boolean isSlow(String step) {
        return step.contains("TEMP B-TREE")
                || (step.startsWith("SCAN") && !FULL_TEXT_SEARCH.matcher(step).matches());
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
