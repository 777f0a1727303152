package dev.nulltickets.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.run.LeaseToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSealTest {
    private static final IdempotencyKey KEY = new IdempotencyKey("POST /leases/claim", "key-1", "{\"agent\":1}", null);
    private static final Answer ANSWER = new Answer(200, "{\"lease_token\":\"0123456789abcdef\"}", true);

    private final AnswerSeal seal = new AnswerSeal(KEY);

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "é€😀\0", "{\"lease_token\":\"0123456789abcdef\"}"})
    void opensWhatItClosed(String body) {
        for (int status : new int[] {0, 200, -1, Integer.MAX_VALUE}) {
            Answer answer = new Answer(status, body, true);
            assertThat(seal.open(seal.close(answer))).isEqualTo(answer);
            assertThat(new AnswerSeal(KEY).open(seal.close(answer))).isEqualTo(answer);
        }
        String large = body.repeat(100_000);
        assertThat(seal.open(seal.close(new Answer(201, large, true))).body()).isEqualTo(large);
    }

    @Test
    void whoKnowsOnlyAnotherKeyOrScopeCannotOpenIt() {
        byte[] closed = seal.close(ANSWER);
        for (IdempotencyKey other : List.of(
                new IdempotencyKey(KEY.scope(), "key-2", KEY.request(), null),
                new IdempotencyKey("POST /tasks", KEY.key(), KEY.request(), null),
                new IdempotencyKey(KEY.scope() + "k", "ey-1", KEY.request(), null))) {
            assertDamaged(new AnswerSeal(other), closed);
        }
    }

    @Test
    void everyBitThatIsChangedShows() {
        byte[] closed = seal.close(ANSWER);
        for (int bit = 0; bit < closed.length * 8; bit++) {
            byte[] changed = closed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertDamaged(seal, changed);
        }
    }

    @Test
    void everyCutShows() {
        byte[] closed = seal.close(ANSWER);
        for (int length = 0; length < closed.length; length++) {
            assertDamaged(seal, Arrays.copyOf(closed, length));
        }
        assertDamaged(seal, Arrays.copyOf(closed, closed.length + 1));
    }

    @Test
    void nothingOfTheAnswerOrTheKeyShows() {
        byte[] closed = seal.close(ANSWER);
        String bytes = new String(closed, StandardCharsets.ISO_8859_1);
        for (int i = 0; i + 4 <= ANSWER.body().length(); i++) {
            assertThat(bytes).doesNotContain(ANSWER.body().substring(i, i + 4));
        }
        assertThat(bytes + seal.keyHash() + seal.requestHash()).doesNotContain("key-1", "agent", "claim");
    }

    @Test
    void closesTheSameAnswerDifferentlyEachTime() {
        Set<String> closed = new HashSet<>();
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String bytes = new String(seal.close(ANSWER), StandardCharsets.ISO_8859_1);
            closed.add(bytes.substring(12));
            nonces.add(bytes.substring(0, 12));
        }
        assertThat(closed).hasSize(1000);
        assertThat(nonces).hasSize(1000);
    }

    @Test
    void theStoreKnowsKeyAndRequestByHashesThatDoNotRunTogether() {
        List<AnswerSeal> seals = List.of(
                seal,
                new AnswerSeal(new IdempotencyKey("POST /leases/claimk", "ey-1", "{\"agent\":1}", null)),
                new AnswerSeal(new IdempotencyKey("POST /leases/claim", "key-1{", "\"agent\":1}", null)),
                new AnswerSeal(new IdempotencyKey("POST /leases/claim", "key-1", "{\"agent\":2}", null)));
        assertThat(seals.stream().map(AnswerSeal::keyHash).distinct())
                .hasSize(3)
                .allMatch(AnswerSealTest::isHash);
        assertThat(seals.stream().map(AnswerSeal::requestHash).distinct())
                .hasSize(4)
                .allMatch(AnswerSealTest::isHash);
        assertThat(seals.get(3).keyHash()).isEqualTo(seal.keyHash());
    }

    @Test
    void theHolderIsNoPartOfTheHashes() {
        AnswerSeal held =
                new AnswerSeal(new IdempotencyKey(KEY.scope(), KEY.key(), KEY.request(), new LeaseToken("token")));
        assertThat(held.keyHash()).isEqualTo(seal.keyHash());
        assertThat(held.requestHash()).isEqualTo(seal.requestHash());
    }

    private static boolean isHash(String hash) {
        return hash.matches("[0-9a-f]{64}");
    }

    private static void assertDamaged(AnswerSeal seal, byte[] closed) {
        assertThatThrownBy(() -> seal.open(closed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a kept answer cannot be read back");
    }
}
