package dev.nulltickets.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Take documents apart, and find in the parts what reading the whole finds. */
class JsonPartTest {
    @Test
    void thePartsAreThoseOfTheWhole() {
        JsonDocuments documents = new JsonDocuments(new SplittableRandom(20260103));
        for (int i = 0; i < 5_000; i++) {
            String text = " \n" + documents.value(i % 7).text() + "\t";
            assertSame(JsonPart.of(text), Json.parse(text));
        }
    }

    private static void assertSame(JsonPart part, Json whole) {
        assertThat(part.read()).isEqualTo(whole);
        assertThat(part.isObject()).isEqualTo(whole instanceof Json.Members);
        assertThat(part.isArray()).isEqualTo(whole instanceof Json.Elements);
        if (whole instanceof Json.Members object) {
            assertThat(part.members().keySet())
                    .containsExactlyElementsOf(object.values().keySet());
            part.members()
                    .forEach((name, value) -> assertSame(value, object.values().get(name)));
        }
        if (whole instanceof Json.Elements array) {
            List<JsonPart> elements = new ArrayList<>();
            part.elements(elements::add);
            assertThat(elements).hasSameSizeAs(array.values());
            for (int i = 0; i < elements.size(); i++) {
                assertSame(elements.get(i), array.values().get(i));
            }
        }
    }

    @Test
    void damagedTextIsRefusedInTheSameWordsAsByReadingIt() {
        SplittableRandom random = new SplittableRandom(20260104);
        JsonDocuments documents = new JsonDocuments(random);
        String marks = "{}[]\",:\\\\u/e-0.tfn \n\0\ud800\udc00";
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder(documents.value(4).text());
            int at = random.nextInt(text.length());
            text.replace(at, at + random.nextInt(2), "" + marks.charAt(random.nextInt(marks.length())));
            String refusal = refusal(() -> Json.parse(text.toString()));
            assertThat(refusal(() -> JsonPart.of(text.toString()))).isEqualTo(refusal);
            refused += refusal == null ? 0 : 1;
        }
        assertThat(refused).isBetween(3_000, 29_000);
    }

    private static @Nullable String refusal(Runnable read) {
        try {
            read.run();
            return null;
        } catch (RejectedException refused) {
            return refused.getMessage();
        }
    }

    @Test
    void nestingIsBounded() {
        assertThat(JsonPart.of("[".repeat(128) + "]".repeat(128)).isArray()).isTrue();
        assertThatThrownBy(() -> JsonPart.of("[".repeat(129) + "]".repeat(129)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("nesting is deeper than 128");
    }

    @Test
    void onlyContainersHaveParts() {
        assertThatIllegalStateException().isThrownBy(() -> JsonPart.of("[]").members());
        assertThatIllegalStateException().isThrownBy(() -> JsonPart.of("{}").elements(part -> {}));
    }
}
