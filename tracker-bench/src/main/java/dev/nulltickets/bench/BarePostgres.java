package dev.nulltickets.bench;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.persistence.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Measure the limit on PostgreSQL: cycles by bare JDBC, in the store's schema, on as many connections as there are
 * callers. Nobody waits for anybody, but for rows.
 */
final class BarePostgres {
    private final PostgresSchemas.Made schema;

    BarePostgres(PostgresSchemas.Made schema) {
        this.schema = schema;
    }

    /**
     * Run until the window is over.
     *
     * @param least whether to run only the statements without which there is no cycle; otherwise all of the store's
     */
    Tally run(int callers, Window window, boolean least) {
        Lane lane = lane();
        List<Tally> tallies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            Tally tally = new Tally(window);
            String agent = "agent-" + caller;
            tallies.add(tally);
            threads.add(Thread.ofPlatform().start(() -> work(lane, agent, least, tally)));
        }
        threads.forEach(CoreLoad::join);
        Tally sum = new Tally(window);
        tallies.forEach(sum::add);
        return sum;
    }

    private void work(Lane lane, String agent, boolean least, Tally tally) {
        try (Connection connection = schema.connect()) {
            connection.setAutoCommit(false);
            new PostgresCaller(connection, lane, agent, least).run(tally);
        } catch (SQLException problem) {
            tally.error(String.valueOf(problem.getSQLState()));
        } catch (IllegalStateException wrong) {
            tally.error(String.valueOf(wrong.getMessage()));
        }
    }

    private Lane lane() {
        String role = Shape.role(0);
        try (TrackerStore store = Postgres.open(schema.settings())) {
            PipelineDefinition definition = PipelineDefinition.parse(Shape.definition(role));
            return new Lane(
                    role,
                    new Tracker(store).pipelines().create("bare", definition).value());
        }
    }
}
