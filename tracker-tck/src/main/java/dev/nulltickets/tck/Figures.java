package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.spi.FigureReader.LeaseFigure;
import dev.nulltickets.core.spi.FigureReader.StageFigure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Read figures, which may be up to a second old. */
final class Figures {
    private static final Duration OLDEST = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofMillis(20);

    private Figures() {}

    static void assertStages(StoreFixture fixture, StageFigure... expected) {
        Set<StageFigure> wanted = Set.of(expected);
        assertThat(settled(fixture, () -> stages(fixture), wanted)).isEqualTo(wanted);
    }

    static void assertLiveLeases(StoreFixture fixture, Instant now, long expected) {
        assertThat(settled(fixture, () -> fixture.<Long>read(tx -> tx.figures().liveLeases(now)), expected))
                .isEqualTo(expected);
    }

    static void assertOldestReady(StoreFixture fixture, AgentRole role, @Nullable Instant expected) {
        Optional<Instant> wanted = Optional.ofNullable(expected);
        assertThat(settled(
                        fixture,
                        () -> fixture.<Optional<Instant>>read(tx -> tx.figures().oldestReady(role)),
                        wanted))
                .isEqualTo(wanted);
    }

    static void assertLeases(
            StoreFixture fixture, Function<FigureReader, List<LeaseFigure>> figure, LeaseFigure... expected) {
        Set<LeaseFigure> wanted = Set.of(expected);
        assertThat(settled(
                        fixture,
                        () -> Set.copyOf(fixture.<List<LeaseFigure>>read(tx -> figure.apply(tx.figures()))),
                        wanted))
                .isEqualTo(wanted);
    }

    static Set<StageFigure> stages(StoreFixture fixture) {
        Set<StageFigure> stages = new HashSet<>(fixture.read(tx -> tx.figures().stages()));
        stages.removeIf(figure -> figure.tasks() == 0 && figure.failures() == 0);
        return stages;
    }

    /** Return a figure once it is what is wanted, or as it is when its second is over. */
    static <T> T settled(StoreFixture fixture, Supplier<T> figure, T wanted) {
        T found = figure.get();
        if (found.equals(wanted)) {
            return found;
        }
        fixture.clock().advance(OLDEST.plusMillis(1));
        long end = System.nanoTime() + OLDEST.plus(SLACK).toNanos();
        while (!found.equals(wanted) && System.nanoTime() < end) {
            // A store may measure the second by the machine's clock, which cannot be turned.
            LockSupport.parkNanos(STEP.toNanos());
            found = figure.get();
        }
        return found;
    }
}
