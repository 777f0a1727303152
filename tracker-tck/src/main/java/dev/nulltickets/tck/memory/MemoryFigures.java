package dev.nulltickets.tck.memory;

import dev.nulltickets.core.spi.FigureReader;
import java.time.Instant;
import java.util.List;

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
}
