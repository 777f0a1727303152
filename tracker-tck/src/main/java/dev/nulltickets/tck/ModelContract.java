package dev.nulltickets.tck;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Prove by random operations that a store answers like the in-memory one.
 *
 * <p>Each round prints its seed when it fails, and the operations that led there; {@value #SEED} repeats it as the
 * first round. The rounds but the last have the same seeds every time.
 *
 * @since 0.1.0
 */
public interface ModelContract extends StoreContract {
    /** The system property that holds the seed of the first round. */
    String SEED = "nulltickets.tck.seed";

    /** How many rounds are played. */
    int ROUNDS = 6;

    @RepeatedTest(ROUNDS)
    default void randomOperationsGiveWhatTheModelGives(StoreFixture fixture, RepetitionInfo round) {
        int number = round.getCurrentRepetition();
        long seed = number == 1 ? Long.getLong(SEED, 1) : number == ROUNDS ? System.nanoTime() : number;
        new ModelPlay(fixture, seed).transactions(250);
    }
}
