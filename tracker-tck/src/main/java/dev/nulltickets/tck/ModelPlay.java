package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.tck.RandomOperations.Operation;
import dev.nulltickets.tck.memory.InMemoryTrackerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Do the same to a store and to its model, and compare what they answer. Not safe for use by several threads. */
final class ModelPlay {
    private final StoreFixture fixture;
    private final StoreFixture model;
    private final long seed;
    private final Random random;
    private final RandomOperations operations;
    private final List<String> log = new ArrayList<>();

    ModelPlay(StoreFixture fixture, long seed) {
        this.fixture = fixture;
        this.model = StoreFixture.open(StoreFactory.forgetful(InMemoryTrackerStore::open));
        this.seed = seed;
        this.random = new Random(seed);
        this.operations = new RandomOperations(random);
    }

    void transactions(int count) {
        Stream.of(fixture, model).forEach(store -> store.change(StoreFixture::keepPipelines));
        for (int i = 0; i < count; i++) {
            List<Operation> work = Stream.generate(operations::next)
                    .limit(1 + random.nextInt(4))
                    .toList();
            boolean undone = random.nextInt(6) == 0;
            work.forEach(operation -> log.add(operation.name()));
            log.add(undone ? "-- undone" : "-- done");
            assertThat(results(fixture.store(), work, undone))
                    .as(this::story)
                    .isEqualTo(results(model.store(), work, undone));
            if (i % 10 == 0) {
                assertThat(Dump.of(fixture)).as(this::story).isEqualTo(Dump.of(model));
            }
        }
        assertThat(Dump.of(fixture)).as(this::story).isEqualTo(Dump.of(model));
        assertThat(Figures.settled(fixture, () -> Figures.stages(fixture), Figures.stages(model)))
                .as(this::story)
                .isEqualTo(Figures.stages(model));
        model.close();
    }

    private static List<Object> results(TrackerStore store, List<Operation> work, boolean undone) {
        try {
            return store.<List<Object>>write(tx -> {
                List<Object> results = new ArrayList<>();
                work.forEach(operation -> results.add(operation.work().apply(tx)));
                if (undone) {
                    throw new Undone(results);
                }
                return results;
            });
        } catch (Undone thrown) {
            return thrown.results;
        }
    }

    private String story() {
        List<String> last = log.subList(Math.max(0, log.size() - 40), log.size());
        return "seed " + seed + "; repeat with -D" + ModelContract.SEED + "=" + seed + "; the last operations were\n"
                + String.join("\n", last);
    }

    /** Carry results out of a transaction that is undone. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Object> results;

        Undone(List<Object> results) {
            super("undone as planned", null, false, false);
            this.results = results;
        }
    }
}
