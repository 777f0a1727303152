package dev.nulltickets.tck;

import static java.util.Objects.requireNonNull;

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
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Make rows to store. Ids grow with their number. */
final class Samples {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final AgentRole CODER = new AgentRole("coder");
    static final AgentRole REVIEWER = new AgentRole("reviewer");
    static final AgentId ADA = new AgentId("ada");
    static final AgentId BOB = new AgentId("bob");
    static final Duration TTL = Duration.ofMinutes(5);

    static final List<String> NAMESPACES = List.of("notes", "plans");

    static final String DEFINITION = """
            {"initial":"todo","states":{
              "todo":{"agent_role":"coder"},"review":{"agent_role":"reviewer"},"done":{"terminal":true}},
             "transitions":[{"from":"todo","to":"review","trigger":"finish"},
              {"from":"review","to":"done","trigger":"approve"}]}""";

    static final Pipeline FIRST_PIPELINE = pipeline(1, "first");
    static final Pipeline SECOND_PIPELINE = pipeline(2, "second");
    static final List<Pipeline> PIPELINES = List.of(FIRST_PIPELINE, SECOND_PIPELINE);

    private Samples() {}

    /** Make an id of the form that the tracker's own have. */
    static String id(int kind, long number) {
        return String.format("%08x-0000-7000-8000-%012x", kind, number);
    }

    static Pipeline pipeline(long number, String name) {
        return pipeline(number, name, START.plusSeconds(number));
    }

    static Pipeline pipeline(long number, String name, Instant createdAt) {
        PipelineId id = new PipelineId(id(1, number));
        return new Pipeline(id, name, PipelineDefinition.parse(DEFINITION), createdAt);
    }

    static TaskId taskId(long number) {
        return new TaskId(id(2, number));
    }

    /** Make a ready task for a coder, of priority 0, as many seconds old as its number is low. */
    static TaskSample task(long number) {
        return new TaskSample(number);
    }

    static RunId runId(long number) {
        return new RunId(id(3, number));
    }

    /** Make a run that is running. */
    static Run run(long number, Task task, int attempt) {
        return new Run(
                runId(number),
                task.id(),
                attempt,
                RunStatus.RUNNING,
                ADA,
                CODER,
                START.plusSeconds(number),
                null,
                JsonText.EMPTY_OBJECT,
                null);
    }

    static Run ended(Run run, RunStatus status, String usage, @Nullable String error) {
        return new Run(
                run.id(),
                run.taskId(),
                run.attempt(),
                status,
                run.agentId(),
                run.agentRole(),
                run.startedAt(),
                run.startedAt().plusSeconds(9),
                JsonText.of(usage),
                error);
    }

    /** Store the end of a run. */
    static boolean finish(Tx tx, Run ended) {
        Instant endedAt = requireNonNull(ended.endedAt(), "endedAt");
        return tx.runs().finish(ended.id(), ended.status(), endedAt, ended.usage(), ended.error());
    }

    static LeaseId leaseId(long number) {
        return new LeaseId(id(4, number));
    }

    /** Make the lease that goes with a run; its epoch is the run's attempt. */
    static Lease lease(long number, Run run, Task task, Instant expiresAt) {
        return new Lease(
                leaseId(number),
                run.id(),
                task.id(),
                task.pipelineId(),
                task.stage(),
                new LeaseToken("token " + number).hash(),
                run.attempt(),
                run.startedAt(),
                TTL,
                expiresAt,
                false);
    }

    static StageKey stageOf(Task task) {
        return new StageKey(task.pipelineId(), task.stage());
    }
}
