package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.Given.ADA;
import static dev.nulltickets.persistence.Given.CODER;
import static dev.nulltickets.persistence.Given.PIPELINE;
import static dev.nulltickets.persistence.Given.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/**
 * Prove that what waits costs a claim nothing, and what is not asked for costs no list anything, by counting the
 * instructions of SQLite's virtual machine, which unlike time are the same on every run.
 */
class BacklogTest {
    private static final int BACKLOG = 100_000;
    private static final StageKey TODO = new StageKey(PIPELINE.id(), "todo");

    @TempDir
    private Path directory;

    private Connection connection;
    private Statements statements;
    private SqlTransaction transaction;
    private TaskStore tasks;

    @BeforeEach
    void open() throws SQLException {
        Path file = directory.resolve("backlog.db");
        Schema.migrate(file);
        statements = new Statements(() -> connection = new Connections(file, SqliteSettings.of(file)).writer());
        transaction = SqlTransaction.of(statements.enter(), new Changes(), Sequences.unused());
        transaction.pipelines().insert(PIPELINE);
        tasks = transaction.tasks();
        tasks.insert(Given.task("wanted"));
    }

    @AfterEach
    void close() {
        statements.close();
    }

    @Test
    void noBacklogMakesAClaimLonger() throws SQLException {
        fill(0, 10, BacklogTest::waiting);
        long claim = instructions(this::claim);
        long inStage = instructions(this::claimInStage);
        long stages =
                instructions(() -> assertThat(tasks.waitingStages(CODER, ADA)).containsExactly(TODO));
        fill(10, BACKLOG, BacklogTest::waiting);

        assertThat(instructions(this::claim)).isEqualTo(claim);
        assertThat(instructions(this::claimInStage)).isEqualTo(inStage);
        assertThat(instructions(
                        () -> assertThat(tasks.waitingStages(CODER, ADA)).containsExactly(TODO)))
                .isEqualTo(stages);

        run("analyze");
        statements.reopen();
        // Statistics that an operator has gathered may cost some instructions, but must not cost the index.
        assertThat(instructions(this::claim)).isLessThan(10 * claim);
        assertThat(instructions(this::claimInStage)).isLessThan(10 * inStage);
    }

    @Test
    void aBacklogOfReadyTasksMakesAClaimNoLongerEither() throws SQLException {
        fill(0, 10, BacklogTest::ready);
        long claim = instructions(this::claim);
        long stages = instructions(() -> tasks.waitingStages(CODER, ADA));
        long oldest = instructions(this::oldest);
        fill(10, BACKLOG, BacklogTest::ready);
        assertThat(instructions(this::oldest)).isEqualTo(oldest);
        assertThat(instructions(this::claim)).isEqualTo(claim);
        assertThat(instructions(() -> tasks.waitingStages(CODER, ADA))).isEqualTo(stages);
    }

    @Test
    void whatIsNotAskedForMakesNoListLonger() throws SQLException {
        Task wanted = Given.claim(transaction, tasks.find(new TaskId("wanted")).orElseThrow());
        tasks.insert(Given.task("other"));
        Run run = Given.run("wanted", wanted);
        Run other = Given.run("other", Given.claim(transaction));
        transaction.traces().append(START, "", TraceEncoding.JSON, new byte[0], 1);
        transaction.artifacts().insert(Given.artifact("a", wanted, run));
        transaction.traces().add(1, List.of(Given.span("wanted", 1, run.id(), wanted.id())));
        Given.put(transaction.entries(), "few", "wanted", "\"common words\"");

        others(0, 10, wanted, other);
        Map<String, Long> lists = lists(wanted, run);
        long word = instructions(this::search);
        long inNamespace = instructions(this::searchInNamespace);
        others(10, 20_000, wanted, other);
        assertThat(lists(wanted, run)).isEqualTo(lists);
        // A text index is made of a few parts, which merge as it grows: that many more are probed, and no more.
        assertThat(instructions(this::search)).isLessThan(10 * word);
        assertThat(instructions(this::searchInNamespace)).isLessThan(10 * inNamespace);
    }

    @Test
    void theCountCanGrow() throws SQLException {
        Runnable scan = () -> run("select count(*) from tasks where title = 'none'");
        long before = instructions(scan);
        tasks.insert(Given.task("one more"));
        assertThat(instructions(scan)).isGreaterThan(before);
    }

    private static Task ready(int number) {
        return Given.task("ready " + number, request().withPriority(-1), 0);
    }

    /** Make a task that looks better than the wanted one, but cannot be claimed by Ada. */
    private static Task waiting(int number) {
        String id = "waiting " + number;
        NewTask request = request().withPriority(100);
        return switch (number % 5) {
            case 0 -> Given.task(id, request, 1);
            case 1 -> Given.task(id, request.withAssignee(new AgentId("bob " + number)), 0);
            case 2 -> TaskLifecycle.of(Given.task(id, request, 0), START).claim();
            case 3 -> failed(id, request.withRetryPolicy(new RetryPolicy(null, Duration.ofDays(1), null, 10)));
            default -> failed(id, request.withRetryPolicy(new RetryPolicy(1, Duration.ZERO, null, 10)));
        };
    }

    private static Task failed(String id, NewTask request) {
        Task leased = TaskLifecycle.of(Given.task(id, request, 0), START).claim();
        return TaskLifecycle.of(leased, START).fail(PIPELINE.definition());
    }

    private static NewTask request() {
        return NewTask.of(PIPELINE.id(), "title", "description");
    }

    /** Add what is neither of the run nor in the namespace, and holds other words as well. */
    private void others(int from, int to, Task task, Run other) {
        run("begin");
        for (int number = from; number < to; number++) {
            transaction.artifacts().insert(Given.artifact("b" + number, task, null));
            transaction.artifacts().insert(Given.artifact("c" + number, null, other));
            transaction.traces().add(1, List.of(Given.span("other", number, other.id(), other.taskId())));
            Given.put(transaction.entries(), "many", "key " + number, "\"common words\"");
        }
        run("commit");
    }

    private Map<String, Long> lists(Task task, Run run) throws SQLException {
        Map<String, Long> costs = new TreeMap<>();
        ArtifactFilter both = new ArtifactFilter(task.id(), run.id());
        cost(
                costs,
                "artifacts of a run",
                () -> transaction.artifacts().list(new ArtifactFilter(null, run.id()), null, 10));
        cost(
                costs,
                "artifacts of a task and a run",
                () -> transaction.artifacts().list(both, null, 10));
        cost(costs, "spans of a trace", () -> transaction.traces().ofTrace("wanted", null, 10));
        cost(costs, "spans of a run", () -> transaction.traces().ofRun(run.id(), null, 10));
        cost(costs, "spans of a task", () -> transaction.traces().ofTask(task.id(), null, 10));
        cost(costs, "entries", () -> transaction.entries().list("few"));
        return costs;
    }

    private void cost(Map<String, Long> costs, String name, Supplier<List<?>> list) throws SQLException {
        costs.put(name, instructions(() -> assertThat(list.get()).as(name).hasSize(1)));
    }

    private void search() {
        assertThat(transaction.entries().search(EntrySearch.of("wanted"), 10)).hasSize(1);
    }

    private void searchInNamespace() {
        assertThat(transaction.entries().search(EntrySearch.of("common words").in("few"), 10))
                .hasSize(1);
    }

    private void oldest() {
        assertThat(transaction.figures().oldestReady(CODER)).contains(START);
    }

    private void fill(int from, int to, IntFunction<Task> task) {
        run("begin");
        for (int number = from; number < to; number++) {
            tasks.insert(task.apply(number));
        }
        run("commit");
    }

    private void claim() {
        assertThat(tasks.best(CODER, ADA).orElseThrow().id().value()).isEqualTo("wanted");
    }

    private void claimInStage() {
        assertThat(tasks.best(CODER, ADA, TODO).orElseThrow().id().value()).isEqualTo("wanted");
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private long instructions(Runnable work) throws SQLException {
        work.run(); // Prepares, which costs instructions of its own.
        Counter counter = new Counter();
        ProgressHandler.setHandler(connection, 1, counter);
        work.run();
        ProgressHandler.clearHandler(connection);
        assertThat(counter.instructions).isPositive();
        return counter.instructions;
    }

    private static final class Counter extends ProgressHandler {
        private long instructions;

        @Override
        protected int progress() {
            instructions++;
            return 0;
        }
    }
}
