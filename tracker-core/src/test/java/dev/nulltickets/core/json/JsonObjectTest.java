package dev.nulltickets.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    @Test
    void writesMembersInTheirOrder() {
        JsonText written = new JsonObject()
                .put("text", "a \"b\"")
                .put("nothing", (String) null)
                .put("number", Long.MIN_VALUE)
                .putNumber("count", 7)
                .putNumber("none", null)
                .put("yes", true)
                .put("json", JsonText.of(" [ 1 ] "))
                .putStrings("names", List.of("x", "\n"))
                .putAll("sizes", List.of("a", "bb"), name -> JsonText.of(Integer.toString(name.length())))
                .putStrings("empty", List.of())
                .build();

        assertThat(written.value())
                .isEqualTo("{\"text\":\"a \\\"b\\\"\",\"nothing\":null,\"number\":-9223372036854775808,\"count\":7,"
                        + "\"none\":null,\"yes\":true,\"json\": [ 1 ] ,\"names\":[\"x\",\"\\n\"],\"sizes\":[1,2],"
                        + "\"empty\":[]}");
        assertThat(JsonText.of(written.value())).isEqualTo(written);
    }

    @Test
    void writesAnEmptyObjectAndArray() {
        assertThat(new JsonObject().build()).isEqualTo(JsonText.EMPTY_OBJECT);
        assertThat(JsonObject.array(List.of(), JsonObject::string).value()).isEqualTo("[]");
    }

    @Test
    void everyCharacterComesBack() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertRoundTrip("a" + (char) c + "b");
        }
    }

    @Test
    void anyTextComesBackThroughUtf8() {
        SplittableRandom random = new SplittableRandom(7);
        String pieces = "\0\u001f \"\\\n\u007f\u0085\u2028\ud83d\ude00\ud800\udbff\udc00\udfffa€";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(7); length > 0; length--) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            assertRoundTrip(text.toString());
        }
    }

    @Test
    void onlyHalvesOfSurrogatePairsAreEscapedAndNotPairs() {
        assertThat(JsonObject.string("😀\ud83d").value()).isEqualTo("\"😀\\ud83d\"");
        assertThat(JsonObject.string("\u0001").value()).isEqualTo("\"\\u0001\"");
    }

    private static void assertRoundTrip(String text) {
        String written = new JsonObject().put(text, text).build().value();
        String received =
                new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // as it goes over a wire
        assertThat(JsonFields.parse(received).string(text)).isEqualTo(text);
        assertThat(JsonFields.parse(received).names()).containsExactly(text);
    }
}
