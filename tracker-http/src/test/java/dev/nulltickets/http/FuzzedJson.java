package dev.nulltickets.http;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Write JSON values that are like a given one, but not quite. */
final class FuzzedJson {
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "-9223372036854775808",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"😀\"",
            "[]",
            "[[]]",
            "{}",
            "{\"a\":{\"b\":[1,null]}}",
            "\"" + "x".repeat(300) + "\"",
            "[".repeat(200) + "]".repeat(200),
            "nul",
            "'x'",
            "");

    /** Instead of a wait for work: nobody makes any meanwhile. */
    private static final String AN_INSTANT = "1";

    private final SplittableRandom random;
    private final List<String> ids;

    FuzzedJson(SplittableRandom random, List<String> ids) {
        this.random = random;
        this.ids = ids;
    }

    /** Write a value as it is, save that its ids are some that exist. */
    String asIs(JsonTree example) {
        return write("", example.value(), 0);
    }

    /** Write a value of which about one in eight parts is missing, doubled or something else. */
    String mutated(JsonTree example) {
        return write("", example.value(), 8);
    }

    private String write(String name, Json value, int oneIn) {
        if (oneIn > 0 && random.nextInt(oneIn) == 0) {
            return STRANGE.get(random.nextInt(STRANGE.size()));
        }
        return switch (value) {
            case Json.Members object -> members(object, oneIn);
            case Json.Elements array -> elements(name, array, oneIn);
            case Json.Text text -> JsonObject.string(text(name, text.value())).value();
            case Json.Numeral number -> name.equals("wait_ms") ? AN_INSTANT : number.value();
            case Json.Bool bool -> Boolean.toString(bool.value());
            case Json.Null nothing -> "null";
        };
    }

    private String members(Json.Members object, int oneIn) {
        Map<String, String> members = new LinkedHashMap<>();
        object.values().forEach((name, value) -> {
            if (oneIn == 0 || random.nextInt(oneIn) > 0) {
                members.put(name, write(name, value, oneIn));
            }
        });
        List<String> written = new ArrayList<>();
        members.forEach((name, value) -> written.add(JsonObject.string(name).value() + ":" + value));
        return "{" + String.join(",", written) + "}";
    }

    private String elements(String name, Json.Elements array, int oneIn) {
        return "["
                + String.join(
                        ",",
                        array.values().stream()
                                .map(element -> write(name, element, oneIn))
                                .toList())
                + "]";
    }

    private String text(String name, String given) {
        return switch (name) {
            case "pipeline_id" -> ids.getFirst();
            case "depends_on_task_id", "dependencies" -> ids.get(random.nextInt(ids.size()));
            case "name" -> given + " " + random.nextInt(20);
            default -> given;
        };
    }
}
