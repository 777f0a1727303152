package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.ArtifactStore} promises.
 *
 * @since 0.1.0
 */
public interface ArtifactContract extends StoreContract {
    @Test
    default void anArtifactIsListedAsItWasInserted(StoreFixture fixture) {
        Run run = started(fixture, 1);
        List<Artifact> artifacts = new ArrayList<>();
        artifacts.add(artifact(1, null, START));
        artifacts.add(new Artifact(
                id(2),
                run.taskId(),
                run.id(),
                START.plusMillis(7),
                "log",
                "s3://bucket/it's?a=%20&b=\"x\"",
                "0123456789abcdefABCDEF".repeat(3).substring(0, 64),
                Long.MAX_VALUE,
                JsonText.of("{ \"b\" : 1.0, \"a\":[\"\\u00e9\", null] }")));
        artifacts.add(new Artifact(
                id(3), run.taskId(), null, START.plusMillis(8), "log", "u", null, 0L, JsonText.EMPTY_OBJECT));
        artifacts.add(new Artifact(
                id(4), null, run.id(), START.plusMillis(9), "log", "u", null, null, JsonText.EMPTY_OBJECT));
        long number = 5;
        for (String text : TextContract.ODD_NAMES) {
            JsonText meta = JsonText.of("{\"k\":" + JsonText.of("[1.0 ]").value() + "}");
            artifacts.add(
                    new Artifact(id(number), null, null, START.plusSeconds(number++), text, text, null, null, meta));
        }
        keep(fixture, artifacts);

        assertThat(list(fixture, ArtifactFilter.ALL, null, 100)).isEqualTo(artifacts);
    }

    @Test
    default void artifactsAreListedByCreationThenId(StoreFixture fixture) {
        List<Artifact> artifacts = List.of(
                artifact(5, null, START),
                artifact(2, null, START.plusMillis(1)),
                artifact(3, null, START),
                artifact(4, null, START),
                artifact(1, null, START.minusSeconds(4_000_000_000L)));
        keep(fixture, artifacts);

        assertThat(list(fixture, ArtifactFilter.ALL, null, 10))
                .containsExactly(
                        artifacts.get(4), artifacts.get(2), artifacts.get(3), artifacts.get(0), artifacts.get(1));
    }

    @Test
    default void artifactListsStartBehindARowThatNeedNotExistAndEndAtTheirLimit(StoreFixture fixture) {
        List<Artifact> artifacts =
                List.of(artifact(1, null, START), artifact(3, null, START), artifact(5, null, START.plusMillis(1)));
        keep(fixture, artifacts);

        assertThat(list(fixture, ArtifactFilter.ALL, null, 2)).isEqualTo(artifacts.subList(0, 2));
        assertThat(list(fixture, ArtifactFilter.ALL, after(artifacts.get(0)), 1))
                .containsExactly(artifacts.get(1));
        assertThat(list(fixture, ArtifactFilter.ALL, after(artifact(2, null, START)), 10))
                .isEqualTo(artifacts.subList(1, 3));
        assertThat(list(fixture, ArtifactFilter.ALL, after(artifacts.get(1)), 10))
                .containsExactly(artifacts.get(2));
        assertThat(list(fixture, ArtifactFilter.ALL, new Cursor.Created(START.minusMillis(1), "zzz'"), 10))
                .isEqualTo(artifacts);
        assertThat(list(fixture, ArtifactFilter.ALL, after(artifacts.get(2)), 10))
                .isEmpty();
    }

    @Test
    default void artifactListsAreFilteredBeforeTheyAreLimited(StoreFixture fixture) {
        Run first = started(fixture, 1);
        Run second = started(fixture, 2);
        Artifact stray = artifact(1, null, START);
        Artifact ofFirst = artifact(2, first, START);
        Artifact ofSecond = artifact(3, second, START);
        Artifact ofTask =
                new Artifact(id(4), first.taskId(), null, START, "log", "u", null, null, JsonText.EMPTY_OBJECT);
        Artifact ofRun = new Artifact(id(5), null, first.id(), START, "log", "u", null, null, JsonText.EMPTY_OBJECT);
        keep(fixture, List.of(stray, ofFirst, ofSecond, ofTask, ofRun));

        assertThat(list(fixture, filter(first.taskId(), null), null, 10)).containsExactly(ofFirst, ofTask);
        assertThat(list(fixture, filter(null, first.id()), null, 10)).containsExactly(ofFirst, ofRun);
        assertThat(list(fixture, filter(first.taskId(), first.id()), null, 10)).containsExactly(ofFirst);
        assertThat(list(fixture, filter(second.taskId(), null), null, 1)).containsExactly(ofSecond);
        assertThat(list(fixture, filter(first.taskId(), null), after(ofFirst), 1))
                .containsExactly(ofTask);
        assertThat(list(fixture, filter(null, first.id()), after(ofFirst), 1)).containsExactly(ofRun);
        assertThat(list(fixture, filter(first.taskId(), second.id()), null, 10)).isEmpty();
    }

    @Test
    default void noArtifactIsFoundOfWhatIsNotThere(StoreFixture fixture) {
        keep(fixture, List.of(artifact(1, started(fixture, 1), START), artifact(2, null, START)));
        for (String id : TextContract.ODD_IDS) {
            assertThat(list(fixture, filter(new TaskId(id), null), null, 10)).isEmpty();
            assertThat(list(fixture, filter(null, new RunId(id)), null, 10)).isEmpty();
        }
    }

    @Test
    default void aTakenArtifactIdThrowsAndChangesNothing(StoreFixture fixture) {
        Artifact first = artifact(1, null, START);
        keep(fixture, List.of(first));
        assertThatThrownBy(() -> keep(fixture, List.of(artifact(1, null, START.plusMillis(1)))))
                .isInstanceOf(RuntimeException.class);
        assertThat(list(fixture, ArtifactFilter.ALL, null, 10)).containsExactly(first);
    }

    @Test
    default void aWalkOverArtifactsSeesEachOnceWhileArtifactsAreAdded(StoreFixture fixture) {
        Run run = started(fixture, 1);
        List<Artifact> artifacts = Stream.iterate(1, n -> n + 1)
                .limit(20)
                .map(n -> artifact(n, run, START.plusMillis(n / 7)))
                .toList();
        keep(fixture, artifacts);
        for (ArtifactFilter filter : List.of(ArtifactFilter.ALL, filter(run.taskId(), null), filter(null, run.id()))) {
            List<Artifact> seen = new ArrayList<>();
            List<Artifact> page = list(fixture, filter, null, 3);
            while (!page.isEmpty()) {
                seen.addAll(page);
                long unused = 1_000_000L
                        + list(fixture, ArtifactFilter.ALL, null, 1000).size();
                keep(fixture, List.of(artifact(unused, run, START.minusMillis(unused))));
                page = list(fixture, filter, after(page.getLast()), 3);
            }
            assertThat(seen).endsWith(artifacts.toArray(Artifact[]::new)).doesNotHaveDuplicates();
        }
    }

    private static ArtifactId id(long number) {
        return new ArtifactId(Samples.id(5, number));
    }

    /** Make an artifact of a run and its task, or of none. */
    private static Artifact artifact(long number, @Nullable Run run, Instant createdAt) {
        return new Artifact(
                id(number),
                run == null ? null : run.taskId(),
                run == null ? null : run.id(),
                createdAt,
                "log",
                "file:///" + number,
                null,
                null,
                JsonText.EMPTY_OBJECT);
    }

    private static ArtifactFilter filter(@Nullable TaskId task, @Nullable RunId run) {
        return new ArtifactFilter(task, run);
    }

    private static Cursor.Created after(Artifact artifact) {
        return new Cursor.Created(artifact.createdAt(), artifact.id().value());
    }

    private static Run started(StoreFixture fixture, long number) {
        return fixture.start(run(number, fixture.keep(task(number)), 1));
    }

    private static void keep(StoreFixture fixture, List<Artifact> artifacts) {
        fixture.change(tx -> artifacts.forEach(tx.artifacts()::insert));
    }

    private static List<Artifact> list(
            StoreFixture fixture, ArtifactFilter filter, Cursor.@Nullable Created after, int limit) {
        return fixture.read(tx -> tx.artifacts().list(filter, after, limit));
    }
}
