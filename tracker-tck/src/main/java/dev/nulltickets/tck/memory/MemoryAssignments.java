package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.AssignmentStore;
import dev.nulltickets.core.task.Assignment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Keep assignments. */
final class MemoryAssignments implements AssignmentStore {
    private final Slot<Table> slot;

    MemoryAssignments(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public List<Assignment> of(TaskId task) {
        return rows(task).sorted(Row.OLDEST_FIRST).map(Row::assignment).toList();
    }

    @Override
    public void activate(TaskId task, AgentId agent, @Nullable String assignedBy, Instant now) {
        rows(task)
                .filter(row -> row.assignment().active())
                .filter(row -> !row.assignment().agentId().equals(agent))
                .toList()
                .forEach(row -> put(row.retired(now)));
        Row old = slot.table().rows().get(key(task, agent));
        Instant createdAt = old == null ? now : old.assignment().createdAt();
        long number = old == null ? slot.table().rows().size() : old.number();
        put(new Row(new Assignment(task, agent, assignedBy, true, createdAt, now), number));
    }

    @Override
    public void insert(Assignment assignment) {
        if (slot.table().rows().containsKey(key(assignment.taskId(), assignment.agentId()))) {
            throw new IllegalStateException("there is such an assignment already: " + assignment);
        }
        if (assignment.active()
                && rows(assignment.taskId()).anyMatch(row -> row.assignment().active())) {
            throw new IllegalStateException("the task has an active assignment already: " + assignment.taskId());
        }
        put(new Row(assignment, slot.table().rows().size()));
    }

    @Override
    public boolean deactivate(TaskId task, AgentId agent, Instant now) {
        Row row = slot.table().rows().get(key(task, agent));
        if (row == null || !row.assignment().active()) {
            return false;
        }
        put(row.retired(now));
        return true;
    }

    private Stream<Row> rows(TaskId task) {
        return slot.table().rows().tailMap(Pair.first(task.value())).values().stream()
                .takeWhile(row -> row.assignment().taskId().equals(task));
    }

    private void put(Row row) {
        Assignment made = row.assignment();
        slot.replace(new Table(slot.table().rows().plus(key(made.taskId(), made.agentId()), row)));
    }

    private static Pair key(TaskId task, AgentId agent) {
        return new Pair(task.value(), agent.value());
    }

    /** Hold an assignment, and how many were added before it. */
    record Row(Assignment assignment, long number) {
        static final Comparator<Row> OLDEST_FIRST =
                Comparator.comparing((Row row) -> row.assignment().createdAt()).thenComparingLong(Row::number);

        Row retired(Instant now) {
            Assignment was = assignment;
            return new Row(
                    new Assignment(was.taskId(), was.agentId(), was.assignedBy(), false, was.createdAt(), now), number);
        }
    }

    /** Hold assignments by task, then by agent. Immutable. */
    record Table(TreePMap<Pair, Row> rows) {
        static final Table EMPTY = new Table(TreePMap.empty());
    }
}
