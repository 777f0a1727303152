package dev.nulltickets.tck.memory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.tck.memory.TaskTable.AgeKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Read the figures that the tables keep with every change. */
final class MemoryFigures implements FigureReader {
    private final MemoryTasks tasks;
    private final MemoryLeases leases;

    MemoryFigures(MemoryTasks tasks, MemoryLeases leases) {
        this.tasks = tasks;
        this.leases = leases;
    }

    @Override
    public List<StageFigure> stages() {
        return tasks.table().figures().entrySet().stream()
                .map(entry -> new StageFigure(
                        entry.getKey().stage().pipelineId(),
                        entry.getKey().stage().stage(),
                        entry.getKey().state(),
                        entry.getValue().tasks(),
                        entry.getValue().failures()))
                .toList();
    }

    @Override
    public long liveLeases(Instant now) {
        return leases.table().ending().tailMap(Dated.behind(now)).size();
    }

    @Override
    public Optional<Instant> oldestReady(AgentRole role) {
        Map.Entry<AgeKey, Task> oldest = tasks.table().claimableByAge().ceilingEntry(AgeKey.first(role));
        return oldest != null && oldest.getKey().role().equals(role.value())
                ? Optional.of(oldest.getValue().createdAt())
                : Optional.empty();
    }

    @Override
    public List<LeaseFigure> leasesGrantedBy(Instant until) {
        return byStage(leases.table().granted().headMap(Dated.behind(until)));
    }

    @Override
    public List<LeaseFigure> leasesEndingBy(Instant now, Instant until) {
        return byStage(leases.table().ending().tailMap(Dated.behind(now)).headMap(Dated.behind(until)));
    }

    private static List<LeaseFigure> byStage(Map<Dated, Lease> leases) {
        return leases.values().stream().collect(groupingBy(LeaseTable::stageOf, counting())).entrySet().stream()
                .map(count -> new LeaseFigure(count.getKey(), count.getValue()))
                .toList();
    }
}
