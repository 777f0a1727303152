package dev.nulltickets.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonDocuments.Expected;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Read random documents and random garbage; the seed is fixed, so that what fails once fails again. */
class JsonRandomTest {
    private static final String MARKS = "{}[]\",:\\/ue+-.0123456789tfnrl \n\t\0\u001f\ud800\udc00é\ufeff";

    private final RandomGenerator random = new SplittableRandom(20260101);
    private final JsonDocuments documents = new JsonDocuments(random);

    @Test
    void everyValueIsReadAsItStandsAtAnyDepth() {
        for (int i = 0; i < 20_000; i++) {
            Expected expected = documents.value(i % 9);
            assertRead(expected, Json.parse("\n " + expected.text() + "\t"));
            assertThat(JsonText.of(expected.text()).value()).isEqualTo(expected.text());
        }
    }

    @Test
    void damagedDocumentsAreTakenOrRefusedAsTheGrammarSaysAndNothingElse() {
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = damaged(documents.value(4).text());
            if (takes(text)) {
                taken++;
            } else {
                refused++;
            }
            assertThat(takes(text)).as(text).isEqualTo(JsonGrammar.accepts(text));
        }
        assertThat(List.of(taken, refused)).allMatch(count -> count > 5_000);
    }

    @Test
    void garbageIsTakenOrRefusedAsTheGrammarSaysAndNothingElse() {
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(MARKS.charAt(random.nextInt(MARKS.length())));
            }
            assertThat(takes(text.toString())).as(text.toString()).isEqualTo(JsonGrammar.accepts(text.toString()));
        }
    }

    private static void assertRead(Expected expected, Json read) {
        assertThat(read.text().value()).isEqualTo(expected.text());
        if (read instanceof Json.Elements array) {
            assertThat(array.values()).hasSameSizeAs(expected.elements());
            for (int i = 0; i < array.values().size(); i++) {
                assertRead(expected.elements().get(i), array.values().get(i));
            }
        }
        if (read instanceof Json.Members object) {
            assertThat(object.values().keySet())
                    .containsExactlyElementsOf(expected.members().keySet());
            object.values()
                    .forEach((name, value) -> assertRead(expected.members().get(name), value));
        }
    }

    private boolean takes(String text) {
        try {
            assertThat(Json.parse(text)).isNotNull();
            return true;
        } catch (RejectedException refused) {
            assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidJson.class);
            return false;
        }
    }

    private String damaged(String document) {
        StringBuilder text = new StringBuilder(document);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            char c = MARKS.charAt(random.nextInt(MARKS.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.replace(at, Math.min(at + 1, text.length()), String.valueOf(c));
                case 2 -> text.delete(at, Math.min(at + 1, text.length()));
                default -> text.insert(at, ' ');
            }
        }
        return text.toString();
    }
}
