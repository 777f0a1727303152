package dev.nulltickets.tck.memory;

import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.time.Instant;
import java.util.List;

/** Work on a state of its own, which becomes the committed one or is forgotten. Bound to its {@link Scope}. */
final class MemoryTx implements Tx {
    private final Instant now;
    private final Scope scope;
    private final WorkMade work = new WorkMade();

    private final MemoryPipelines pipelines;
    private final MemoryTasks tasks;
    private final MemoryDependencies dependencies;
    private final MemoryAssignments assignments;
    private final MemoryRuns runs;
    private final MemoryLeases leases;
    private final MemoryEvents events;
    private final MemoryGates gates;
    private final MemoryArtifacts artifacts;
    private final MemoryEntries entries;
    private final MemoryTraces traces;
    private final MemoryIdempotency idempotency;
    private final MemoryFigures figures;

    MemoryTx(State state, Instant now, Scope scope) {
        this.now = now;
        this.scope = scope;
        pipelines = new MemoryPipelines(new Slot<>(state.pipelines(), scope));
        tasks = new MemoryTasks(new Slot<>(state.tasks(), scope), work);
        dependencies = new MemoryDependencies(new Slot<>(state.dependencies(), scope), tasks);
        assignments = new MemoryAssignments(new Slot<>(state.assignments(), scope));
        runs = new MemoryRuns(new Slot<>(state.runs(), scope));
        leases = new MemoryLeases(new Slot<>(state.leases(), scope));
        events = new MemoryEvents(new Slot<>(state.events(), scope));
        gates = new MemoryGates(new Slot<>(state.gates(), scope));
        artifacts = new MemoryArtifacts(new Slot<>(state.artifacts(), scope));
        entries = new MemoryEntries(new Slot<>(state.entries(), scope));
        traces = new MemoryTraces(new Slot<>(state.traces(), scope));
        idempotency = new MemoryIdempotency(new Slot<>(state.idempotency(), scope));
        figures = new MemoryFigures(tasks, leases);
    }

    Scope scope() {
        return scope;
    }

    List<WorkSignal> signals() {
        return work.signals();
    }

    State state() {
        return new State(
                pipelines.outcome(),
                tasks.outcome(),
                dependencies.outcome(),
                assignments.outcome(),
                runs.outcome(),
                leases.outcome(),
                events.outcome(),
                gates.outcome(),
                artifacts.outcome(),
                entries.outcome(),
                traces.outcome(),
                idempotency.outcome());
    }

    @Override
    public Instant now() {
        scope.check();
        return now;
    }

    @Override
    public MemoryPipelines pipelines() {
        scope.check();
        return pipelines;
    }

    @Override
    public MemoryTasks tasks() {
        scope.check();
        return tasks;
    }

    @Override
    public MemoryDependencies dependencies() {
        scope.check();
        return dependencies;
    }

    @Override
    public MemoryAssignments assignments() {
        scope.check();
        return assignments;
    }

    @Override
    public MemoryRuns runs() {
        scope.check();
        return runs;
    }

    @Override
    public MemoryLeases leases() {
        scope.check();
        return leases;
    }

    @Override
    public MemoryEvents events() {
        scope.check();
        return events;
    }

    @Override
    public MemoryGates gates() {
        scope.check();
        return gates;
    }

    @Override
    public MemoryArtifacts artifacts() {
        scope.check();
        return artifacts;
    }

    @Override
    public MemoryEntries entries() {
        scope.check();
        return entries;
    }

    @Override
    public MemoryTraces traces() {
        scope.check();
        return traces;
    }

    @Override
    public MemoryIdempotency idempotency() {
        scope.check();
        return idempotency;
    }

    @Override
    public MemoryFigures figures() {
        scope.check();
        return figures;
    }
}
