package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.spi.IdempotencyStore.StoredAnswer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.IdempotencyStore} promises.
 *
 * @since 0.1.0
 */
public interface IdempotencyContract extends StoreContract {
    @Test
    default void anAnswerIsFoundByItsKey(StoreFixture fixture) {
        StoredAnswer given =
                new StoredAnswer(hash("1"), hash("2"), hash("3"), "é😀 \"sealed\"\n", START, START.plusMillis(1));
        put(fixture, given);
        put(fixture, answer("4", START));
        assertThat(find(fixture, "1")).contains(given);
        assertThat(find(fixture, "5")).isEmpty();
    }

    @Test
    default void anAnswerIsFoundWhetherOrNotItsTimeIsOver(StoreFixture fixture) {
        StoredAnswer old = answer("1", START.minusSeconds(4_000_000_000L));
        put(fixture, old);
        assertThat(find(fixture, "1")).contains(old);
    }

    @Test
    default void anAnswerTakesThePlaceOfTheOneBefore(StoreFixture fixture) {
        put(fixture, answer("1", START));
        StoredAnswer second =
                new StoredAnswer(hash("1"), hash("7"), "", "other", START.plusSeconds(1), START.plusSeconds(5));
        put(fixture, second);

        assertThat(find(fixture, "1")).contains(second);
        assertThat(purge(fixture, START.plusSeconds(4), 10)).isZero();
        assertThat(find(fixture, "1")).contains(second);
    }

    @Test
    default void answersArePurgedWhenTheirTimeIsOver(StoreFixture fixture) {
        put(fixture, answer("1", START.minusMillis(1)));
        put(fixture, answer("2", START));
        put(fixture, answer("3", START.plusMillis(1)));

        assertThat(purge(fixture, START, 10)).isEqualTo(2);

        assertThat(find(fixture, "1")).isEmpty();
        assertThat(find(fixture, "2")).isEmpty();
        assertThat(find(fixture, "3")).isPresent();
        assertThat(purge(fixture, START, 10)).isZero();
    }

    @Test
    default void aPurgeEndsAtItsLimit(StoreFixture fixture) {
        for (String key : new String[] {"1", "2", "3"}) {
            put(fixture, answer(key, START));
        }
        assertThat(purge(fixture, START, 2)).isEqualTo(2);
        assertThat(purge(fixture, START, 2)).isEqualTo(1);
        assertThat(purge(fixture, START, 2)).isZero();
    }

    @Test
    default void aKeyIsSeenByItsOwnTransaction(StoreFixture fixture) {
        fixture.change(tx -> {
            tx.idempotency().put(answer("1", START));
            assertThat(tx.idempotency().find(hash("1"))).isPresent();
            assertThat(tx.idempotency().purge(START, 10)).isEqualTo(1);
            assertThat(tx.idempotency().find(hash("1"))).isEmpty();
        });
        assertThat(find(fixture, "1")).isEmpty();
    }

    private static String hash(String digit) {
        return digit.repeat(64);
    }

    private static StoredAnswer answer(String digit, Instant until) {
        return new StoredAnswer(hash(digit), hash("a"), "", "sealed " + digit, START, until);
    }

    private static void put(StoreFixture fixture, StoredAnswer answer) {
        fixture.change(tx -> tx.idempotency().put(answer));
    }

    private static Optional<StoredAnswer> find(StoreFixture fixture, String digit) {
        return fixture.write(tx -> tx.idempotency().find(hash(digit)));
    }

    private static int purge(StoreFixture fixture, Instant now, int limit) {
        return fixture.write(tx -> tx.idempotency().purge(now, limit));
    }
}
