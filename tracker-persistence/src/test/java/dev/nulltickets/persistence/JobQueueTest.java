package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prove in which order jobs are handed out. */
class JobQueueTest {
    @Test
    void whatYieldsGoesAloneAndTakesTurnsWithTheOthers() {
        JobQueue<String> queue = new JobQueue<>(4);
        queue.addYielding("slow 1");
        queue.addYielding("slow 2");
        assertThat(queue.take(10)).as("nobody else waits").containsExactly("slow 1");
        queue.add("one");
        assertThat(queue.next()).as("it had its turn").isEqualTo("one");
        queue.add("one");
        queue.add("two");
        assertThat(queue.next()).as("others had theirs").isEqualTo("slow 2");
        queue.addYielding("slow 3");
        queue.addYielding("slow 4");
        assertThat(queue.take(10)).containsExactly("one", "two");
        queue.add("three");
        assertThat(queue.take(10)).containsExactly("slow 3");
        List<String> joined = new ArrayList<>();
        queue.drainTo(joined, 10);
        assertThat(joined).as("none of them joins").containsExactly("three");
        queue.close();
        assertThat(queue.take(10)).containsExactly("slow 4");
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void whatIsGivenBackIsTheFirstAgain() {
        JobQueue<String> queue = new JobQueue<>(3);
        List.of("one", "two", "three").forEach(queue::add);
        List<String> taken = new ArrayList<>();
        queue.drainTo(taken, 2);
        queue.add("four");
        queue.putBack(taken);
        assertThat(queue.take(10)).containsExactly("one", "two", "three", "four");
    }
}
