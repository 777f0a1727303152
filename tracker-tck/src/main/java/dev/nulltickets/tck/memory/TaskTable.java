package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * Hold tasks with every index over them. Immutable.
 *
 * @param scheduled the scheduled ones, by their time
 * @param claimable the ready ones that have a role, over all stages
 * @param claimableByAge the same, by role and time of creation
 * @param claimableByStage the same, stage by stage
 */
record TaskTable(
        TreePMap<String, Task> byId,
        TreePMap<Dated, Task> byCreation,
        TreePMap<Dated, Task> scheduled,
        TreePMap<ClaimKey, Task> claimable,
        TreePMap<AgeKey, Task> claimableByAge,
        TreePMap<ClaimKey, Task> claimableByStage,
        HashPMap<FigureKey, Figure> figures) {
    static final TaskTable EMPTY = new TaskTable(
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            HashTreePMap.empty());

    /** Order the ready tasks of a role by age. */
    record AgeKey(String role, Dated created) implements Comparable<AgeKey> {
        private static final Comparator<AgeKey> ORDER =
                Comparator.comparing(AgeKey::role).thenComparing(AgeKey::created);

        static AgeKey of(AgentRole role, Task task) {
            return new AgeKey(
                    role.value(), new Dated(task.createdAt(), task.id().value()));
        }

        /** Make the place before all tasks of a role. */
        static AgeKey first(AgentRole role) {
            return new AgeKey(role.value(), new Dated(Instant.MIN, ""));
        }

        @Override
        public int compareTo(AgeKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** Name what a figure counts. */
    record FigureKey(StageKey stage, TaskState state) {}

    /** Count tasks, and their failed runs. */
    record Figure(long tasks, long failures) {
        static final Figure NONE = new Figure(0, 0);

        Figure plus(long moreTasks, long moreFailures) {
            return new Figure(tasks + moreTasks, failures + moreFailures);
        }
    }

    TaskTable plus(Task task) {
        String id = task.id().value();
        AgentRole role = claimableBy(task);
        boolean waits = task.state() == TaskState.SCHEDULED;
        return new TaskTable(
                byId.plus(id, task),
                byCreation.plus(new Dated(task.createdAt(), id), task),
                waits ? scheduled.plus(new Dated(task.nextEligibleAt(), id), task) : scheduled,
                role == null ? claimable : claimable.plus(ClaimKey.of(role, task, ClaimKey.ANY_STAGE), task),
                role == null ? claimableByAge : claimableByAge.plus(AgeKey.of(role, task), task),
                role == null ? claimableByStage : claimableByStage.plus(ClaimKey.of(role, task, stageOf(task)), task),
                counted(task, 1));
    }

    TaskTable minus(Task task) {
        String id = task.id().value();
        AgentRole role = claimableBy(task);
        return new TaskTable(
                byId.minus(id),
                byCreation.minus(new Dated(task.createdAt(), id)),
                scheduled.minus(new Dated(task.nextEligibleAt(), id)),
                role == null ? claimable : claimable.minus(ClaimKey.of(role, task, ClaimKey.ANY_STAGE)),
                role == null ? claimableByAge : claimableByAge.minus(AgeKey.of(role, task)),
                role == null ? claimableByStage : claimableByStage.minus(ClaimKey.of(role, task, stageOf(task))),
                counted(task, -1));
    }

    /** Return the role that may claim a task as it stands, or null if none may. */
    static @Nullable AgentRole claimableBy(Task task) {
        return task.state() == TaskState.READY ? task.role() : null;
    }

    private HashPMap<FigureKey, Figure> counted(Task task, int sign) {
        FigureKey key = new FigureKey(stageOf(task), task.state());
        Figure figure = figures.getOrDefault(key, Figure.NONE).plus(sign, (long) sign * task.failures());
        return figure.tasks() == 0 ? figures.minus(key) : figures.plus(key, figure);
    }

    private static StageKey stageOf(Task task) {
        return new StageKey(task.pipelineId(), task.stage());
    }
}
