package dev.nulltickets.persistence.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prove that cycles are found, and nothing else. */
class WaitingTest {
    @Test
    void whatOnlyLeadsOnIsNoCycle() {
        Waiting waiting = new Waiting();
        assertThat(waiting.cycle()).isEmpty();
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long task = random.nextLong(1, 1_000);
            waiting.add(task * 10_000_000_000L, random.nextLong(task) * 10_000_000_000L);
        }
        assertThat(waiting.cycle()).isEmpty();
        // From the first of all to the last closes a cycle, wherever the rest leads.
        waiting.add(0, 999 * 10_000_000_000L);
        assertThat(waiting.cycle()).startsWith(waiting.cycle().getLast()).contains(0L);
    }

    @Test
    void aCycleIsToldWithoutWhatLeadsToItAndFromIt() {
        Waiting waiting = new Waiting();
        waiting.add(1, 2);
        waiting.add(2, 3);
        waiting.add(3, 4);
        waiting.add(4, 2);
        waiting.add(3, 5);
        waiting.add(5, 6);
        assertThat(waiting.cycle()).isEqualTo(List.of(2L, 3L, 4L, 2L));
    }

    @Test
    void aTaskThatWaitsForItselfIsACycle() {
        Waiting waiting = new Waiting();
        waiting.add(8, 8);
        assertThat(waiting.cycle()).isEqualTo(List.of(8L, 8L));
    }
}
