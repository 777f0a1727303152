package dev.nulltickets.tck;

import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Write down everything that a store holds and can be asked for, but its figures, so that two stores are equal when
 * their texts are. Ids that a store makes are left out; their order shows.
 */
final class Dump {
    private static final int PAGE = 3;
    private static final int ALL = 1_000_000;

    private final Tx tx;
    private final StringBuilder out = new StringBuilder();

    private Dump(Tx tx) {
        this.tx = tx;
    }

    static String of(StoreFixture fixture) {
        return fixture.write(tx -> new Dump(tx).everything());
    }

    private String everything() {
        tx.pipelines().list().forEach(this::pipeline);
        tasks().forEach(this::task);
        tx.artifacts().list(ArtifactFilter.ALL, null, ALL).forEach(artifact -> line("artifact", artifact));
        Samples.NAMESPACES.forEach(this::entries);
        line("deferred", sorted(tx.dependencies().deferred(ALL)));
        line("answer", tx.idempotency().find("a".repeat(64)));
        return out.toString();
    }

    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        Cursor.@Nullable Created after = null;
        List<Task> page;
        do {
            page = tx.tasks().list(TaskFilter.ALL, after, PAGE);
            tasks.addAll(page);
            if (!page.isEmpty()) {
                after = new Cursor.Created(
                        page.getLast().createdAt(), page.getLast().id().value());
            }
        } while (!page.isEmpty());
        return tasks;
    }

    private void pipeline(Pipeline pipeline) {
        line("pipeline", pipeline.id() + " " + pipeline.name() + " " + pipeline.createdAt());
        line("definition", pipeline.definition().text());
    }

    private void task(Task task) {
        line("task", task);
        line("held", tx.leases().held(Samples.stageOf(task), ALL));
        line("dependencies", tx.dependencies().of(task.id()));
        line("dependants", tx.dependencies().hasDependants(task.id()));
        line("open dependants", sorted(tx.dependencies().openDependants(task.id(), ALL)));
        line("assignments", tx.assignments().of(task.id()));
        tx.traces().ofTask(task.id(), null, ALL).forEach(kept -> line("span", kept.span()));
        line("usage", tx.usage().ofTask(task.id()));
        tx.runs().list(task.id(), 0, ALL).forEach(this::run);
    }

    private void entries(String namespace) {
        for (Entry entry : tx.entries().list(namespace)) {
            line("entry", entry);
            line(
                    "found",
                    tx.entries()
                            .search(EntrySearch.of(entry.key()).in(namespace), ALL)
                            .size());
        }
    }

    private void run(Run run) {
        line("run", run);
        line("lease", tx.leases().of(run.id()));
        tx.traces().ofRun(run.id(), null, ALL).forEach(kept -> line("span", kept.span()));
        line("usage", tx.usage().ofRun(run.id()));
        for (Event event : tx.events().list(run.id(), 0, ALL)) {
            line("event", event.kind() + event.taskId() + event.at() + event.data());
        }
        for (GateResult result : tx.gates().of(run.id())) {
            line("gate", result.gate() + result.status() + result.at() + result.evidence() + result.actor());
        }
    }

    private void line(String what, Object value) {
        out.append(what).append(": ").append(value).append('\n');
    }

    private static List<String> sorted(List<TaskId> ids) {
        return ids.stream().map(TaskId::value).sorted().toList();
    }
}
