package dev.nulltickets.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenSourceTest {

    @Test
    void makes256BitsInHexThatNeverComeAgain() {
        TokenSource one = TokenSource.secure();
        TokenSource other = TokenSource.secure();
        Set<String> seen = new HashSet<>();
        int[] ones = new int[256];
        for (int i = 0; i < 10_000; i++) {
            String token = (i % 2 == 0 ? one : other).next().value();
            assertThat(token).matches("[0-9a-f]{64}");
            assertThat(seen.add(token)).isTrue();
            count(token, ones);
        }
        // Half of the time each bit is set; ten standard deviations around that.
        assertThat(IntStream.of(ones)).allMatch(count -> count > 4_500 && count < 5_500);
    }

    private static void count(String token, int[] ones) {
        for (int bit = 0; bit < ones.length; bit++) {
            int digit = Character.digit(token.charAt(bit / 4), 16);
            ones[bit] += (digit >> (bit % 4)) & 1;
        }
    }
}
