package dev.nulltickets.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Run the statements of one transaction on PostgreSQL in as few ways to the server as possible, each of which costs
 * more than what the server does for most statements. What needs no answer waits for the next question, and goes
 * there with it; what is going to be asked behind it goes along as well; and the commit goes along with what is left.
 *
 * <p>PostgreSQL runs what it is sent together one statement after the other, as if each had come alone, and none
 * behind one that fails. So a failure comes out later than where its statement was given, but always before the
 * commit.
 *
 * <p>Used by one thread at a time.
 */
final class PostgresPipeline implements StatementRunner, AutoCloseable {
    private static final Sql COMMIT = Sql.plain("commit");
    /** How many statements wait at most: the driver reads no answer before it has sent all of them. */
    private static final int MOST_WAITING = 16;

    private final Connection connection;
    private final List<PostgresStep> waiting = new ArrayList<>();
    private final List<PostgresStep> ahead = new ArrayList<>();
    private final Map<PostgresStep.Key, PostgresStep> answers = new HashMap<>();
    private @Nullable Session session;
    private @Nullable RuntimeException failure;
    private boolean begun;
    private long written;
    private long ways;

    PostgresPipeline(Connection connection) {
        this.connection = connection;
    }

    /** Let the current thread's work run statements. */
    Session enter() {
        leave();
        ahead.clear();
        answers.clear();
        Session entered = new Session(this);
        session = entered;
        return entered;
    }

    /** End what {@link #enter} began. */
    void leave() {
        if (session != null) {
            session.end();
            session = null;
        }
    }

    /** Return the failure of the database that the transaction does not outlive, or null. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Return how many statements were given that may write. */
    long written() {
        return written;
    }

    /** Return how often something was sent and waited for. */
    long ways() {
        return ways;
    }

    @Override
    public <T> Optional<T> first(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper) {
        return all(sql, binder, mapper).stream().findFirst();
    }

    @Override
    public <T> List<T> all(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper) {
        expectUsable();
        PostgresStep question = PostgresStep.question(sql, Parameters.of(binder), mapper);
        PostgresStep answered = answers.remove(question.key());
        if (answered != null) {
            return answered.rows();
        }
        if (!question.isStorable()) {
            return List.of();
        }
        ahead.removeIf(step -> step.key().equals(question.key()));
        send(question);
        return question.rows();
    }

    @Override
    public int change(Sql sql, Parameters.Binder binder) {
        expectUsable();
        Optional<PostgresStep> change = PostgresStep.change(sql, Parameters.of(binder));
        if (change.isEmpty()) {
            return 0;
        }
        write();
        send(change.get());
        return change.get().count();
    }

    @Override
    public boolean later(Sql sql, Parameters.Binder binder) {
        expectUsable();
        Optional<PostgresStep> change = PostgresStep.change(sql, Parameters.of(binder));
        change.ifPresent(waiting::add);
        write();
        if (waiting.size() >= MOST_WAITING) {
            flush();
        }
        return change.isPresent();
    }

    @Override
    public <T> void ahead(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper, boolean lasting) {
        PostgresStep question = PostgresStep.question(sql, Parameters.of(binder), mapper);
        if (question.isStorable()) {
            ahead.add(lasting ? question.lasting() : question);
        }
    }

    /**
     * Send what waits, and commit. The commit goes alone if nothing was sent before: a connection that was lost long
     * ago must not leave it unknown whether something was written.
     *
     * @throws SQLException if nobody knows whether it was written
     */
    void commit() throws SQLException {
        expectUsable();
        ahead.clear();
        if (!begun) {
            flush();
        }
        if (!begun) {
            return;
        }
        List<PostgresStep> steps = new ArrayList<>(waiting);
        waiting.clear();
        steps.add(PostgresStep.silent(COMMIT));
        try {
            exchange(steps);
        } catch (SQLException problem) {
            if (refused(problem)) {
                throw failed(problem);
            }
            throw problem;
        }
    }

    /** Give the connection back; what is not committed is undone. */
    @Override
    public void close() {
        leave();
        try {
            connection.close();
        } catch (SQLException beyondRepair) {
            // The server undoes what was not committed.
        }
    }

    private void write() {
        written++;
        ahead.removeIf(question -> !question.isLasting());
        answers.values().removeIf(question -> !question.isLasting());
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            PostgresStep last = waiting.removeLast();
            send(last);
        }
    }

    private void send(PostgresStep step) {
        List<PostgresStep> steps = new ArrayList<>(waiting);
        steps.add(step);
        steps.addAll(ahead);
        waiting.clear();
        try {
            exchange(steps);
        } catch (SQLException problem) {
            throw failed(problem);
        }
        for (PostgresStep question : ahead) {
            answers.put(question.key(), question);
        }
        ahead.clear();
    }

    private void exchange(List<PostgresStep> steps) throws SQLException {
        ways++;
        begun = true;
        try (PreparedStatement statement = connection.prepareStatement(PostgresStep.text(steps))) {
            int parameter = 0;
            for (PostgresStep step : steps) {
                parameter = step.bind(statement, parameter);
            }
            statement.execute();
            Iterator<PostgresStep> open = steps.iterator();
            open.next().take(statement);
            while (open.hasNext()) {
                statement.getMoreResults();
                open.next().take(statement);
            }
        }
    }

    /** Say whether the server has said that it has undone the transaction. */
    private static boolean refused(SQLException problem) {
        return problem instanceof PSQLException refusal
                && refusal.getServerErrorMessage() != null
                && PostgresFailure.of(problem) != PostgresFailure.LOST;
    }

    private void expectUsable() {
        if (failure != null) {
            throw failure;
        }
    }

    private RuntimeException failed(SQLException problem) {
        RuntimeException exception = PostgresDialect.WRITING.failure(problem);
        failure = exception;
        return exception;
    }
}
