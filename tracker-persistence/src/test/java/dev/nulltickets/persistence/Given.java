package dev.nulltickets.persistence;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.EntryStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import dev.nulltickets.core.trace.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Make what the tests store. */
final class Given {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final AgentRole CODER = new AgentRole("coder");
    static final AgentId ADA = new AgentId("ada");
    static final Pipeline PIPELINE =
            new Pipeline(new PipelineId("pipeline"), "pipeline", PipelineDefinition.parse("""
                    {"initial":"todo","states":{"todo":{"agent_role":"coder"},"done":{"terminal":true}},
                     "transitions":[{"from":"todo","to":"done","trigger":"finish"}]}"""), START);

    private Given() {}

    static Task task(String id) {
        return task(id, NewTask.of(PIPELINE.id(), "title", "description"), 0);
    }

    static Task task(String id, NewTask task, int openDependencies) {
        return TaskLifecycle.create(
                new TaskId(id), PIPELINE.id(), PIPELINE.definition().initial(), task, openDependencies, START);
    }

    /** Give the best task to Ada, as the core does it. */
    static Task claim(Tx tx) {
        Task task = tx.tasks().best(CODER, ADA).orElseThrow();
        return claim(tx, task);
    }

    static Task claim(Tx tx, Task task) {
        Task leased = TaskLifecycle.of(task, tx.now()).claim();
        if (!tx.tasks().update(task, leased)) {
            throw new IllegalStateException("changed by another: " + task.id());
        }
        String id = task.id().value();
        tx.runs().insert(run(id, leased));
        tx.leases().grant(lease(id, leased));
        return leased;
    }

    static Run run(String id, Task leased) {
        return new Run(
                new RunId("run " + id),
                leased.id(),
                leased.attempts(),
                RunStatus.RUNNING,
                ADA,
                CODER,
                START,
                null,
                JsonText.EMPTY_OBJECT,
                null);
    }

    static Artifact artifact(String id, @Nullable Task task, @Nullable Run run) {
        return new Artifact(
                new ArtifactId(id),
                task == null ? null : task.id(),
                run == null ? null : run.id(),
                START,
                "report",
                "file:///" + id,
                null,
                null,
                JsonText.EMPTY_OBJECT);
    }

    static Span span(String traceId, long number, @Nullable RunId run, @Nullable TaskId task) {
        return new Span(
                traceId,
                String.format("%016x", number),
                null,
                "",
                0,
                "span",
                1,
                1_000 + number,
                2_000 + number,
                JsonText.EMPTY_ARRAY,
                JsonText.EMPTY_ARRAY,
                JsonText.EMPTY_ARRAY,
                Span.Dropped.NONE,
                Span.Status.UNSET,
                Span.Scope.NONE,
                Span.Resource.NONE,
                run,
                task,
                null);
    }

    /** Put a value, with the index that the core makes of it. */
    static void put(EntryStore entries, String namespace, String key, String json) {
        JsonText value = JsonText.trusted(json);
        entries.put(new Entry(namespace, key, value, START, START), EntryIndex.of(namespace, key, value));
    }

    static Lease lease(String id, Task leased) {
        return new Lease(
                new LeaseId("lease " + id),
                new RunId("run " + id),
                leased.id(),
                leased.pipelineId(),
                leased.stage(),
                new LeaseToken(id).hash(),
                leased.attempts(),
                START,
                Duration.ofMinutes(5),
                START.plusSeconds(300),
                false);
    }
}
