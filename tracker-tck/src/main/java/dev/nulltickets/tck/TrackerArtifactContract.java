package dev.nulltickets.tck;

import static dev.nulltickets.tck.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.artifact.NewArtifact;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Claim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Try on a store how artifacts are remembered.
 *
 * @since 0.1.0
 */
public interface TrackerArtifactContract extends StoreContract {
    @Test
    default void anArtifactIsRememberedAsItWasReported(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId task = desk.create(one -> one);
        Claim claim = desk.claim("coder");
        String sha = "0123456789abcdefABCDEF".repeat(3).substring(0, 64);
        JsonText meta = JsonText.of("{ \"n\" : 1.0 }");
        ArtifactId id = desk.tracker()
                .artifacts()
                .create(new NewArtifact(task, claim.run().id(), "log", "file:///x", sha, 0L, meta));

        Artifact found = list(desk, ArtifactFilter.ALL).getFirst();
        assertThat(found)
                .isEqualTo(
                        new Artifact(id, task, claim.run().id(), found.createdAt(), "log", "file:///x", sha, 0L, meta));
        assertThat(found.createdAt()).isBetween(claim.run().startedAt(), stores.now());
        assertThat(list(desk, new ArtifactFilter(task, null))).containsExactly(found);
        assertThat(list(desk, new ArtifactFilter(null, claim.run().id()))).containsExactly(found);
    }

    @Test
    default void anArtifactOfNothingOrOfARunThatEndedIsRemembered(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.create(one -> one);
        Claim claim = desk.claim("coder");
        desk.finish(claim);
        ArtifactId first = desk.tracker().artifacts().create(artifact(null, null));
        ArtifactId second =
                desk.tracker().artifacts().create(artifact(null, claim.run().id()));
        ArtifactId third =
                desk.tracker().artifacts().create(artifact(claim.task().id(), null));
        assertThat(list(desk, ArtifactFilter.ALL)).extracting(Artifact::id).containsExactly(first, second, third);
    }

    @Test
    default void anArtifactOfWhatIsNotThereIsRefused(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId task = desk.create(one -> one);
        desk.create(one -> one);
        Claim first = desk.claim("coder");
        Claim second = desk.claim("coder");

        assertRefused(
                new Rejection.UnknownReference("task_id", "task", "none"),
                () -> desk.tracker().artifacts().create(artifact(new TaskId("none"), null)));
        assertRefused(
                new Rejection.UnknownReference("run_id", "run", "none"),
                () -> desk.tracker().artifacts().create(artifact(null, new RunId("none"))));
        assertRefused(
                new Rejection.UnknownReference("run_id", "run", task.value()),
                () -> desk.tracker().artifacts().create(artifact(task, new RunId(task.value()))));
        assertRefused(
                new Rejection.UnknownReference("task_id", "task", "none"),
                () -> desk.tracker()
                        .artifacts()
                        .create(artifact(new TaskId("none"), first.run().id())));
        assertRefused(
                Rejection.ValidationFailed.class,
                () -> desk.tracker()
                        .artifacts()
                        .create(artifact(task, second.run().id())));
        assertThat(list(desk, ArtifactFilter.ALL)).isEmpty();
    }

    @Test
    default void aWalkOverArtifactsOfATaskSeesThoseThatAreAddedMeanwhile(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId task = desk.create(one -> one);
        TaskId other = desk.create(one -> one);
        List<ArtifactId> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            made.add(desk.tracker().artifacts().create(artifact(task, null)));
            desk.tracker().artifacts().create(artifact(other, null));
        }
        List<ArtifactId> seen = new ArrayList<>();
        PageRequest<Cursor.Created> next = PageRequest.first(3);
        while (true) {
            Page<Artifact> page = desk.tracker().artifacts().list(new ArtifactFilter(task, null), next);
            page.items().forEach(artifact -> seen.add(artifact.id()));
            if (page.next() == null) {
                break;
            }
            if (made.size() < 12) {
                made.add(desk.tracker().artifacts().create(artifact(task, null)));
            }
            next = new PageRequest<>(3, (Cursor.Created) page.next());
        }
        assertThat(seen).isEqualTo(made);
    }

    private static NewArtifact artifact(@Nullable TaskId task, @Nullable RunId run) {
        return new NewArtifact(task, run, "log", "file:///x", null, null, JsonText.EMPTY_OBJECT);
    }

    private static List<Artifact> list(Desk desk, ArtifactFilter filter) {
        return desk.tracker().artifacts().list(filter, PageRequest.first(100)).items();
    }
}
