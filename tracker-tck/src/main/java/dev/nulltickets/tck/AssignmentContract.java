package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ADA;
import static dev.nulltickets.tck.Samples.BOB;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.AssignmentStore} promises.
 *
 * @since 0.1.0
 */
public interface AssignmentContract extends StoreContract {
    @Test
    default void aTaskThatWasNeverAssignedHasNoAssignments(StoreFixture fixture) {
        assertThat(of(fixture, fixture.keep(task(1)).id())).isEmpty();
        for (String id : TextContract.ODD_IDS) {
            assertThat(of(fixture, new TaskId(id))).as("id %s", id).isEmpty();
        }
    }

    @Test
    default void anAssignmentIsListedAsItWasMade(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Task other = fixture.keep(task(2));
        activate(fixture, task, ADA, "lead", START);
        activate(fixture, other, ADA, null, START.plusMillis(1));
        assertThat(of(fixture, task.id())).containsExactly(new Assignment(task.id(), ADA, "lead", true, START, START));
        assertThat(of(fixture, other.id()))
                .containsExactly(new Assignment(other.id(), ADA, null, true, START.plusMillis(1), START.plusMillis(1)));
    }

    @Test
    default void aNewAssignmentRetiresTheActiveOneOfThatTaskOnly(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Task other = fixture.keep(task(2));
        Instant later = START.plusSeconds(5);
        activate(fixture, task, ADA, "lead", START);
        activate(fixture, other, ADA, null, START);
        activate(fixture, task, BOB, null, later);

        assertThat(of(fixture, task.id()))
                .containsExactly(
                        new Assignment(task.id(), ADA, "lead", false, START, later),
                        new Assignment(task.id(), BOB, null, true, later, later));
        assertThat(of(fixture, other.id())).containsExactly(new Assignment(other.id(), ADA, null, true, START, START));
    }

    @Test
    default void anAssignmentThatComesBackKeepsItsTimeOfCreation(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        activate(fixture, task, ADA, "lead", START);
        activate(fixture, task, BOB, null, START.plusSeconds(1));
        activate(fixture, task, ADA, "boss", START.plusSeconds(2));

        assertThat(of(fixture, task.id()))
                .containsExactly(
                        new Assignment(task.id(), ADA, "boss", true, START, START.plusSeconds(2)),
                        new Assignment(task.id(), BOB, null, false, START.plusSeconds(1), START.plusSeconds(2)));

        activate(fixture, task, ADA, null, START.plusSeconds(3));
        assertThat(of(fixture, task.id()).getFirst())
                .isEqualTo(new Assignment(task.id(), ADA, null, true, START, START.plusSeconds(3)));
    }

    @Test
    default void assignmentsOfOneTimeKeepTheirOrder(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        List<String> agents = List.of("m", "z", "a", "k");
        fixture.change(
                tx -> agents.forEach(agent -> tx.assignments().activate(task.id(), new AgentId(agent), null, START)));
        activate(fixture, task, new AgentId("m"), null, START);

        assertThat(of(fixture, task.id()).stream().map(row -> row.agentId().value()))
                .containsExactlyElementsOf(agents);
        assertThat(of(fixture, task.id()).stream().filter(Assignment::active)).hasSize(1);
    }

    @Test
    default void onlyTheActiveAssignmentIsDeactivated(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        activate(fixture, task, ADA, "lead", START);
        activate(fixture, task, BOB, "lead", START.plusSeconds(1));
        List<Assignment> before = of(fixture, task.id());

        assertThat(deactivate(fixture, task, ADA)).isFalse();
        assertThat(deactivate(fixture, task, new AgentId("nobody"))).isFalse();
        assertThat(deactivate(fixture, fixture.keep(task(2)), BOB)).isFalse();
        assertThat(of(fixture, task.id())).isEqualTo(before);

        assertThat(deactivate(fixture, task, BOB)).isTrue();
        assertThat(deactivate(fixture, task, BOB)).isFalse();
        assertThat(of(fixture, task.id()))
                .containsExactly(
                        before.getFirst(),
                        new Assignment(task.id(), BOB, "lead", false, START.plusSeconds(1), START.plusSeconds(9)));
    }

    @Test
    default void anInsertedAssignmentIsKeptAsItIs(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Assignment retired = new Assignment(task.id(), ADA, "lead", false, START, START.plusSeconds(3));
        Assignment active = new Assignment(task.id(), BOB, null, true, START, START.plusSeconds(4));
        Assignment older = new Assignment(task.id(), new AgentId("old"), "", false, START.minusSeconds(1), START);
        fixture.change(tx -> List.of(retired, active, older).forEach(tx.assignments()::insert));
        assertThat(of(fixture, task.id())).containsExactly(older, retired, active);

        activate(fixture, task, ADA, "boss", START.plusSeconds(5));
        assertThat(of(fixture, task.id()))
                .containsExactly(
                        older,
                        new Assignment(task.id(), ADA, "boss", true, START, START.plusSeconds(5)),
                        new Assignment(task.id(), BOB, null, false, START, START.plusSeconds(5)));
        assertThat(deactivate(fixture, task, ADA)).isTrue();
    }

    @Test
    default void aTakenAssignmentThrowsAndChangesNothing(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        activate(fixture, task, ADA, "lead", START);
        List<Assignment> before = of(fixture, task.id());
        Assignment again = new Assignment(task.id(), ADA, null, false, START.plusSeconds(1), START.plusSeconds(1));
        assertThatThrownBy(() -> fixture.change(tx -> tx.assignments().insert(again)))
                .isInstanceOf(RuntimeException.class);
        assertThat(of(fixture, task.id())).isEqualTo(before);
    }

    private static void activate(
            StoreFixture fixture, Task task, AgentId agent, @Nullable String assignedBy, Instant now) {
        fixture.change(tx -> tx.assignments().activate(task.id(), agent, assignedBy, now));
    }

    private static boolean deactivate(StoreFixture fixture, Task task, AgentId agent) {
        return fixture.write(tx -> tx.assignments().deactivate(task.id(), agent, START.plusSeconds(9)));
    }

    private static List<Assignment> of(StoreFixture fixture, TaskId task) {
        return fixture.read(tx -> tx.assignments().of(task));
    }
}
