package dev.nulltickets.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTest {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** The first two are test vectors of FIPS 180-4, the third is the UTF-8 of a euro sign. */
    @ParameterizedTest
    @CsvSource({
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "€, c4cc90ed3d26f12d4b08a75140970a7904035c31cbb4515a83f19b9003c00d1d"
    })
    void isTheSha256OfTheTokensText(String token, String hex) {
        assertThat(new LeaseToken(token).hash()).isEqualTo(new TokenHash(hex));
    }

    @Test
    void matchesItsTokenAlone() {
        TokenHash hash = new TokenHash(OF_ABC);
        assertThat(hash.matches(new LeaseToken("abc"))).isTrue();
        for (String other :
                new String[] {"", "ab", "abcd", "abd", "ABC", " abc", "abc ", OF_ABC, "\0", "\ud800", "é"}) {
            assertThat(hash.matches(new LeaseToken(other))).as(other).isFalse();
        }
        assertThat(hash.matches(new LeaseToken("x".repeat(1_000_000)))).isFalse();
    }

    /** The bytes are those of "abc", padded by zeros to 32; their SHA-256 was taken with another program. */
    @Test
    void matchesATokenWhoseBytesItIsTheHashOf() {
        String digits = "616263" + "00".repeat(29);
        TokenHash hash = new TokenHash("26426d7cb06a12643ccfe84107603083d835c37f000a12f734137a0c8df77f26");
        assertThat(hash.matches(new LeaseToken(digits))).isTrue();
        assertThat(hash).isNotEqualTo(new LeaseToken(digits).hash());
        String mixed = "616263" + "00".repeat(28) + "aB";
        TokenHash ofMixed = new TokenHash("0d55f197b4bb36021db929754b36a04336275b00d3a52ef94af993fe19bcd7fe");
        assertThat(ofMixed.matches(new LeaseToken(mixed))).isTrue();
        assertThat(ofMixed.matches(new LeaseToken(mixed.toUpperCase(Locale.ROOT))))
                .isTrue();
        for (String other : new String[] {
            digits + "00", digits.substring(2), digits.replace('6', '7'), digits + "\n", "g" + digits.substring(1)
        }) {
            assertThat(hash.matches(new LeaseToken(other))).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a\n"
            })
    void nothingElseIsAHash(String garbage) {
        assertThatThrownBy(() -> new TokenHash(garbage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64");
    }

    @Test
    void aTokenDoesNotShowItself() {
        assertThat(new LeaseToken("secret")).hasToString("LeaseToken[…]");
        assertThat(new Claim(null, null, null, new LeaseToken("secret")).toString())
                .doesNotContain("secret");
    }
}
