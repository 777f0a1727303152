package dev.nulltickets.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewArtifactTest {
    private static final String SHA = "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD";

    @Test
    void takesWhatIsAllowed() {
        assertThat(artifact("log", "s3://x", SHA, 0L, "{}").sha256()).isEqualTo(SHA);
        assertThat(artifact("k".repeat(255), "u".repeat(1_000_000), null, Long.MAX_VALUE, " {\"a\":1}")
                        .sizeBytes())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u0000", "\ud800"})
    void refusesAKindOrAUriThatIsNone(String bad) {
        assertRefused("kind", () -> artifact(bad, "u", null, null, "{}"));
        assertRefused("uri", () -> artifact("log", bad, null, null, "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABC",
                "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCDE",
                "g123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD",
                "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABC\n",
                "\u066023456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD"
            })
    void refusesAHashThatIsNone(String bad) {
        assertRefused("sha256", () -> artifact("log", "u", bad, null, "{}"));
    }

    @Test
    void refusesANegativeSizeAndAMetaThatIsNoObject() {
        assertRefused("size_bytes", () -> artifact("log", "u", null, -1L, "{}"));
        for (String meta : new String[] {"[]", "null", "1", "\"{}\""}) {
            assertRefused("meta", () -> artifact("log", "u", null, null, meta));
        }
    }

    private static NewArtifact artifact(
            String kind, String uri, @Nullable String sha256, @Nullable Long sizeBytes, String meta) {
        return new NewArtifact(null, null, kind, uri, sha256, sizeBytes, JsonText.of(meta));
    }

    private static void assertRefused(String field, Runnable work) {
        assertThatThrownBy(work::run)
                .hasMessageStartingWith(field + " ")
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.ValidationFailed.class));
    }
}
