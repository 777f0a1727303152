package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.core.task.NewTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lets two servers do at the same time what only one may have done, where no row stands between them. */
class TwoServersRaceTest {
    private static final int ROUNDS = 20;

    private final List<TrackerStore> stores = new ArrayList<>();
    private final List<Tracker> trackers = new ArrayList<>();
    private PipelineId pipeline;

    @BeforeEach
    void open() {
        PostgresSettings settings = TestPostgres.schema("race" + System.nanoTime());
        for (int i = 0; i < 2; i++) {
            stores.add(Postgres.open(settings));
            trackers.add(new Tracker(stores.get(i)));
        }
        pipeline = trackers.get(0).pipelines().create("race", PipelineDefinition.parse("""
                        {"initial":"one","states":{"one":{"agent_role":"r"},"two":{"agent_role":"r"},"end":{"terminal":true}},
                         "transitions":[{"from":"one","to":"two","trigger":"on"},{"from":"two","to":"end","trigger":"on"}]}"""));
    }

    @AfterEach
    void close() {
        stores.forEach(TrackerStore::close);
    }

    @Test
    void noMoreLeasesAreGrantedThanALimitAllows() throws Exception {
        IntStream.range(0, 40).forEach(i -> create("task " + i));
        List<Claim> moved = claims(20, ClaimRequest.of("mover", "r"));
        for (Claim claim : moved) {
            trackers.get(0).runs().transition(claim.run().id(), claim.token(), TransitionRequest.of("on"));
        }
        ClaimRequest limited = limited(Map.of("one", 5L, "two", 3L));
        List<Claim> granted = claims(40, limited);
        assertThat(granted.stream().filter(claim -> claim.task().stage().equals("one")))
                .hasSize(5);
        assertThat(granted.stream().filter(claim -> claim.task().stage().equals("two")))
                .hasSize(3);
    }

    @Test
    void twoDependenciesThatShareNoTaskCloseNoCircle() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            TaskId a = create("a");
            TaskId b = create("b");
            TaskId c = create("c");
            TaskId d = create("d");
            trackers.get(0).tasks().addDependency(b, c);
            trackers.get(0).tasks().addDependency(d, a);
            List<Boolean> added = together(List.of(() -> depends(0, a, b), () -> depends(1, c, d)));
            assertThat(added).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void whoWaitsAtOneServerHearsOfTheWorkOfAnother() throws Exception {
        BlockingQueue<WorkSignal> heard = new LinkedBlockingQueue<>();
        stores.get(1).onWork(heard::add);
        create("task");
        WorkSignal wanted = new WorkSignal.Ready(new AgentRole("r"), null, 1);
        WorkSignal signal = heard.poll(10, TimeUnit.SECONDS);
        while (signal instanceof WorkSignal.Freed) { // A server that looks by itself tells of all that may be free.
            signal = heard.poll(10, TimeUnit.SECONDS);
        }
        assertThat(signal).isEqualTo(wanted);
    }

    private static ClaimRequest limited(Map<String, Long> perState) {
        return new ClaimRequest(new AgentId("limited"), new AgentRole("r"), ClaimRequest.DEFAULT_TTL, perState);
    }

    private TaskId create(String title) {
        return trackers.get(0).tasks().create(NewTask.of(pipeline, title, ""));
    }

    private boolean depends(int server, TaskId id, TaskId on) {
        try {
            trackers.get(server).tasks().addDependency(id, on);
            return true;
        } catch (RejectedException circle) {
            return false;
        }
    }

    private List<Claim> claims(int attempts, ClaimRequest request) throws Exception {
        List<Callable<Optional<Claim>>> all = new ArrayList<>();
        for (int i = 0; i < attempts; i++) {
            Tracker tracker = trackers.get(i % trackers.size());
            all.add(() -> tracker.leases().claim(request));
        }
        return together(all).stream().flatMap(Optional::stream).toList();
    }

    private static <T> List<T> together(List<Callable<T>> works) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(works)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
