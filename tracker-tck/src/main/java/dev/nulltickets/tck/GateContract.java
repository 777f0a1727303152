package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.GateStore} promises.
 *
 * @since 0.1.0
 */
public interface GateContract extends StoreContract {
    @Test
    default void gateResultsAreListedAsTheyWereAppended(StoreFixture fixture) {
        Run run = started(fixture, 1);
        JsonText evidence = JsonText.of("{\"log\" : \"line\\nline\"}");
        long first = fixture.write(tx -> tx.gates()
                .append(
                        run.id(),
                        run.taskId(),
                        START.plusMillis(9),
                        new NewGateResult("tests", GateStatus.FAIL, evidence, "ci")));
        long second = append(fixture, run, "lint", GateStatus.PASS);

        assertThat(fixture.<List<GateResult>>read(tx -> tx.gates().of(run.id())))
                .containsExactly(
                        new GateResult(
                                first,
                                run.id(),
                                run.taskId(),
                                "tests",
                                GateStatus.FAIL,
                                evidence,
                                "ci",
                                START.plusMillis(9)),
                        new GateResult(
                                second,
                                run.id(),
                                run.taskId(),
                                "lint",
                                GateStatus.PASS,
                                JsonText.EMPTY_OBJECT,
                                null,
                                START));
    }

    @Test
    default void gateResultIdsGrowOverAllRuns(StoreFixture fixture) {
        Run first = started(fixture, 1);
        Run second = started(fixture, 2);
        List<Long> ids = fixture.write(tx -> List.of(
                append(tx, first, "a", GateStatus.PASS),
                append(tx, second, "b", GateStatus.PASS),
                append(tx, first, "c", GateStatus.PASS)));
        long last = append(fixture, second, "d", GateStatus.PASS);

        assertThat(ids).allMatch(id -> id >= 1 && id < last).isSorted().doesNotHaveDuplicates();
        assertThat(fixture.<List<Long>>read(tx ->
                        tx.gates().of(first.id()).stream().map(GateResult::id).toList()))
                .containsExactly(ids.get(0), ids.get(2));
    }

    @Test
    default void anInsertedGateResultKeepsItsIdAndLaterOnesAreAbove(StoreFixture fixture) {
        Run first = started(fixture, 1);
        Run second = started(fixture, 2);
        long before = append(fixture, first, "tests", GateStatus.FAIL);
        GateResult passed = kept(before + 1, first, GateStatus.PASS, "ci");
        GateResult other = kept(before + 7, second, GateStatus.FAIL, null);
        GateResult failed = kept(5_000_000_000L, first, GateStatus.FAIL, "");
        fixture.change(tx -> tx.gates().insert(passed));
        assertThat(latest(fixture, first.id(), "tests")).contains(GateStatus.PASS);
        fixture.change(tx -> tx.gates().insert(other));
        fixture.change(tx -> tx.gates().insert(failed));
        assertThat(latest(fixture, first.id(), "tests")).contains(GateStatus.FAIL);
        long after = append(fixture, first, "tests", GateStatus.PASS);

        assertThat(after).isGreaterThan(5_000_000_000L);
        assertThat(latest(fixture, first.id(), "tests")).contains(GateStatus.PASS);
        assertThat(fixture.<List<GateResult>>read(tx -> tx.gates().of(first.id())))
                .hasSize(4)
                .contains(passed, failed);
        assertThat(fixture.<List<GateResult>>read(tx -> tx.gates().of(second.id())))
                .containsExactly(other);
    }

    @Test
    default void aTakenGateResultIdThrowsAndChangesNothing(StoreFixture fixture) {
        Run run = started(fixture, 1);
        long id = append(fixture, run, "tests", GateStatus.PASS);
        assertThatThrownBy(() -> fixture.change(tx -> tx.gates().insert(kept(id, run, GateStatus.FAIL, null))))
                .isInstanceOf(RuntimeException.class);
        assertThat(latest(fixture, run.id(), "tests")).contains(GateStatus.PASS);
    }

    @Test
    default void theLatestResultOfAGateCounts(StoreFixture fixture) {
        Run first = started(fixture, 1);
        Run second = started(fixture, 2);
        append(fixture, first, "tests", GateStatus.FAIL);
        append(fixture, first, "tests", GateStatus.PASS);
        append(fixture, first, "lint", GateStatus.FAIL);
        append(fixture, second, "tests", GateStatus.FAIL);

        assertThat(latest(fixture, first.id(), "tests")).contains(GateStatus.PASS);
        assertThat(latest(fixture, first.id(), "lint")).contains(GateStatus.FAIL);
        assertThat(latest(fixture, second.id(), "tests")).contains(GateStatus.FAIL);
        assertThat(latest(fixture, second.id(), "lint")).isEmpty();
        assertThat(latest(fixture, first.id(), "Tests")).isEmpty();

        append(fixture, first, "tests", GateStatus.FAIL);
        assertThat(latest(fixture, first.id(), "tests")).contains(GateStatus.FAIL);
    }

    @Test
    default void noGateResultIsFoundOfARunThatIsNotThere(StoreFixture fixture) {
        append(fixture, started(fixture, 1), "tests", GateStatus.PASS);
        for (String id : TextContract.ODD_IDS) {
            assertThat(fixture.<List<GateResult>>read(tx -> tx.gates().of(new RunId(id))))
                    .isEmpty();
            assertThat(latest(fixture, new RunId(id), "tests")).isEmpty();
        }
    }

    private static GateResult kept(long id, Run run, GateStatus status, @Nullable String actor) {
        JsonText evidence = JsonText.of("{ \"n\" : 1.0 }");
        return new GateResult(id, run.id(), run.taskId(), "tests", status, evidence, actor, START.plusMillis(3));
    }

    private static Run started(StoreFixture fixture, long number) {
        return fixture.start(run(number, fixture.keep(task(number)), 1));
    }

    private static long append(StoreFixture fixture, Run run, String gate, GateStatus status) {
        return fixture.write(tx -> append(tx, run, gate, status));
    }

    private static long append(Tx tx, Run run, String gate, GateStatus status) {
        return tx.gates()
                .append(run.id(), run.taskId(), START, new NewGateResult(gate, status, JsonText.EMPTY_OBJECT, null));
    }

    private static Optional<GateStatus> latest(StoreFixture fixture, RunId run, String gate) {
        return fixture.read(tx -> tx.gates().latest(run, gate));
    }
}
