package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.spi.ReadTx;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.PipelineStore} promises.
 *
 * @since 0.1.0
 */
public interface PipelineContract extends StoreContract {
    @Test
    default void aNewStoreHoldsNoPipeline(StoreFixture fixture) {
        assertThat(fixture.<List<Pipeline>>read(tx -> tx.pipelines().list())).isEmpty();
    }

    @Test
    default void aPipelineIsFoundAsItWasInserted(StoreFixture fixture) {
        PipelineDefinition definition = PipelineDefinition.parse("""
                {"x" : [1.0e2, null,"\\u00e9é\\/"],  "initial":"a b","states":{"a b":{"agent_role":"é"},"z":{"terminal":true}},
                 "transitions":[{"from":"a b","to":"z","trigger":"t","note":"😀"}] }""");
        Pipeline given = new Pipeline(new PipelineId(Samples.id(1, 9)), "Größe 😀", definition, START.plusMillis(7));

        assertThat(fixture.<Boolean>write(tx -> tx.pipelines().insert(given))).isTrue();

        Pipeline found = fixture.read(tx -> tx.pipelines().find(given.id()).orElseThrow());
        assertSame(found, given);
        assertThat(found.definition().initial()).isEqualTo(definition.initial());
        assertThat(found.definition().transitionsFrom("a b")).isEqualTo(definition.transitionsFrom("a b"));
    }

    @Test
    default void aPipelineThatIsNotThereIsNotFound(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        for (String id : TextContract.ODD_IDS) {
            assertThat(fixture.<Boolean>read(
                            tx -> tx.pipelines().find(new PipelineId(id)).isPresent()))
                    .as("id %s", id)
                    .isFalse();
        }
    }

    @Test
    default void aTakenPipelineNameIsRefusedAndChangesNothing(StoreFixture fixture) {
        Pipeline first = pipeline(1, "build");
        fixture.change(tx -> tx.pipelines().insert(first));

        assertThat(fixture.<Boolean>write(tx -> tx.pipelines().insert(pipeline(2, "build"))))
                .isFalse();

        assertThat(names(fixture)).containsExactly("build");
        assertSame(fixture.read(tx -> tx.pipelines().find(first.id()).orElseThrow()), first);
        assertThat(fixture.<Boolean>read(
                        tx -> tx.pipelines().find(pipeline(2, "x").id()).isPresent()))
                .isFalse();
    }

    @Test
    default void aTakenPipelineNameIsRefusedInTheSameTransactionWhichGoesOn(StoreFixture fixture) {
        fixture.change(tx -> {
            assertThat(tx.pipelines().insert(pipeline(1, "build"))).isTrue();
            assertThat(tx.pipelines().insert(pipeline(2, "build"))).isFalse();
            assertThat(tx.pipelines().insert(pipeline(3, "other"))).isTrue();
        });
        assertThat(names(fixture)).containsExactly("other", "build");
    }

    @Test
    default void pipelineNamesAreComparedToTheLetter(StoreFixture fixture) {
        List<String> alike = List.of("build", "Build", "build ", " build", "bu\u0301ild", "b\u00faild", "buıld");
        fixture.change(tx -> {
            for (int i = 0; i < alike.size(); i++) {
                assertThat(tx.pipelines().insert(pipeline(i + 1, alike.get(i))))
                        .as("name <%s>", alike.get(i))
                        .isTrue();
            }
        });
        assertThat(names(fixture)).containsExactlyInAnyOrderElementsOf(alike);
    }

    @Test
    default void aTakenPipelineIdThrows(StoreFixture fixture) {
        Pipeline first = pipeline(1, "build");
        fixture.change(tx -> tx.pipelines().insert(first));

        assertThatThrownBy(() -> fixture.change(tx -> tx.pipelines().insert(pipeline(1, "other"))))
                .isInstanceOf(RuntimeException.class);

        assertThat(names(fixture)).containsExactly("build");
    }

    @Test
    default void pipelinesAreListedNewestFirstThenByIdFalling(StoreFixture fixture) {
        fixture.change(tx -> {
            tx.pipelines().insert(pipeline(2, "old, low id", START));
            tx.pipelines().insert(pipeline(4, "old, high id", START));
            tx.pipelines().insert(pipeline(3, "newest", START.plusMillis(1)));
            tx.pipelines().insert(pipeline(1, "before the epoch", START.minusSeconds(4_000_000_000L)));
        });
        assertThat(names(fixture)).containsExactly("newest", "old, high id", "old, low id", "before the epoch");
    }

    @Test
    default void theIdsOfAllPipelinesAreThere(StoreFixture fixture) {
        assertThat(fixture.<List<PipelineId>>read(tx -> tx.pipelines().ids())).isEmpty();
        List<Pipeline> pipelines = List.of(pipeline(2, "b"), pipeline(1, "a"), pipeline(3, "c"));
        fixture.change(tx -> pipelines.forEach(tx.pipelines()::insert));
        fixture.change(tx -> tx.pipelines().insert(pipeline(4, "a")));
        assertThat(fixture.<List<PipelineId>>read(tx -> tx.pipelines().ids()))
                .containsExactlyInAnyOrderElementsOf(
                        pipelines.stream().map(Pipeline::id).toList());
    }

    private static List<String> names(StoreFixture fixture) {
        return fixture.read((ReadTx tx) ->
                tx.pipelines().list().stream().map(Pipeline::name).toList());
    }

    private static void assertSame(Pipeline actual, Pipeline expected) {
        assertThat(actual.id()).isEqualTo(expected.id());
        assertThat(actual.name()).isEqualTo(expected.name());
        assertThat(actual.createdAt()).isEqualTo(expected.createdAt());
        assertThat(actual.definition().text()).isEqualTo(expected.definition().text());
    }
}
