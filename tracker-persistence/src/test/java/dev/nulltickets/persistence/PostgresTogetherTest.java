package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.TaskFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Let works crowd, so that many share a transaction, and prove that each is done once or not at all, whatever its
 * neighbours do.
 */
class PostgresTogetherTest {
    private static final int WORKS = 400;

    private final List<TrackerStore> stores = new ArrayList<>();
    private final List<Tracker> trackers = new ArrayList<>();
    private PipelineId pipeline;

    @BeforeEach
    void open() {
        PostgresSettings settings = TestPostgres.schema("together" + System.nanoTime());
        for (int i = 0; i < 2; i++) {
            stores.add(Postgres.open(settings));
            trackers.add(new Tracker(stores.get(i)));
        }
        pipeline = trackers.getFirst().pipelines().create("one", PipelineDefinition.parse("""
                {"initial":"one","states":{"one":{"agent_role":"r"},"end":{"terminal":true}},
                 "transitions":[{"from":"one","to":"end","trigger":"on"}]}"""));
    }

    @AfterEach
    void close() {
        stores.forEach(TrackerStore::close);
    }

    @Test
    void whatThrowsIsUndoneAlone() throws Exception {
        List<String> outcomes = crowd(number -> trackers.get(number % 2).transaction(joined -> {
            TaskId id = joined.tasks().create(NewTask.of(pipeline, "task " + number, ""));
            if (number % 10 == 0) {
                throw new IllegalArgumentException("number " + number);
            }
            return id.value();
        }));
        for (int number = 0; number < WORKS; number++) {
            if (number % 10 == 0) {
                assertThat(outcomes.get(number)).isEqualTo("number " + number);
            } else {
                TaskId id = new TaskId(outcomes.get(number));
                assertThat(trackers.getFirst().tasks().details(id).task().title())
                        .isEqualTo("task " + number);
            }
        }
        assertThat(revisions()).hasSize(WORKS - WORKS / 10);
    }

    @Test
    void worksThatLockTheSameRowsInAnyOrderAreAllDone() throws Exception {
        List<TaskId> tasks = Stream.generate(() -> trackers.getFirst().tasks().create(NewTask.of(pipeline, "task", "")))
                .limit(20)
                .toList();
        long before = revisions().stream().mapToLong(Long::longValue).sum();
        Random random = new Random(1);
        List<List<TaskId>> pairs = Stream.generate(
                        () -> List.of(tasks.get(random.nextInt(20)), tasks.get(random.nextInt(20))))
                .limit(WORKS)
                .toList();
        List<String> outcomes = crowd(number -> trackers.get(number % 2).transaction(joined -> {
            for (TaskId id : pairs.get(number)) {
                joined.tasks().assign(id, new AgentId("agent " + number), null);
            }
            return "done";
        }));
        assertThat(outcomes).containsOnly("done");
        assertThat(revisions().stream().mapToLong(Long::longValue).sum()).isEqualTo(before + 2 * WORKS);
    }

    private List<Long> revisions() {
        return stores.getLast()
                .read(tx -> tx.tasks().list(TaskFilter.ALL, null, 1_000).stream()
                        .map(task -> task.revision())
                        .toList());
    }

    /** Do works by their numbers, all at once, and return what each returned, or the message of what it threw. */
    private static List<String> crowd(IntFunction<String> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> works = IntStream.range(0, WORKS)
                    .<Callable<String>>mapToObj(number -> () -> outcome(work, number))
                    .toList();
            List<String> outcomes = new ArrayList<>();
            for (Future<String> outcome : threads.invokeAll(works)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }

    private static String outcome(IntFunction<String> work, int number) {
        try {
            return work.apply(number);
        } catch (RuntimeException thrown) {
            return String.valueOf(thrown.getMessage());
        }
    }
}
