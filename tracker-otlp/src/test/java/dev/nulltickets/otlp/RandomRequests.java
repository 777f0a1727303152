package dev.nulltickets.otlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Make random requests in which every field has its type, but not always a value that makes sense; one in a hundred
 * fields has another type where {@code typed} is false.
 */
final class RandomRequests {
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"a\"",
            "\"é😀\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\ud83d\\ude00\\n\"",
            "\"nulltickets.run_id\"",
            "\"nulltickets.task_id\"");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "\"2\"",
            "-1",
            "5.0",
            "1e3",
            "1.7e18",
            "\"1700000000000000001\"",
            "2147483648",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "\"9223372036854775808\"",
            "-9223372036854775809",
            "1e300",
            "1e99999");
    private static final List<String> DOUBLES =
            List.of("0", "-0.0", "0.1", "\"NaN\"", "\"-Infinity\"", "1e999", "\"2.5\"", "1E-300", "4.9e-324");
    private static final List<String> WRONG = List.of("{}", "[]", "true", "\"\\u0000x\"", "1.5", "[null]", "[{},[]]");

    private final RandomGenerator random;
    private final boolean typed;
    private int spans;

    RandomRequests(RandomGenerator random, boolean typed) {
        this.random = random;
        this.typed = typed;
    }

    /** Return how many spans the last request had. */
    int spans() {
        return spans;
    }

    String request() {
        spans = 0;
        return object(member("resourceSpans", list(3, this::resourceSpans)));
    }

    private String resourceSpans() {
        return object(
                member("resource", this::attributed),
                member("schemaUrl", this::text),
                member("scopeSpans", list(3, this::scopeSpans)),
                member("instrumentationLibrarySpans", list(1, this::scopeSpans)));
    }

    private String attributed() {
        return object(
                member("name", this::text),
                member("version", this::text),
                attributes(),
                member("droppedAttributesCount", this::number));
    }

    private String scopeSpans() {
        return object(
                member(random.nextBoolean() ? "scope" : "instrumentationLibrary", this::attributed),
                member("schemaUrl", this::text),
                member("spans", list(5, this::span)));
    }

    private String span() {
        spans++;
        return object(
                "\"traceId\":" + id(32),
                "\"spanId\":" + id(16),
                member("parentSpanId", () -> id(16)),
                member("traceState", this::text),
                member("flags", this::number),
                member("name", this::text),
                member("kind", this::number),
                member("startTimeUnixNano", this::number),
                member("endTimeUnixNano", this::number),
                attributes(),
                member("events", list(3, this::event)),
                member("links", list(3, this::link)),
                member("droppedAttributesCount", this::number),
                member("droppedEventsCount", this::number),
                member("droppedLinksCount", this::number),
                member("status", () -> object(member("code", this::number), member("message", this::text))));
    }

    private String event() {
        return object(
                member("timeUnixNano", this::number),
                member("name", this::text),
                attributes(),
                member("droppedAttributesCount", this::number));
    }

    private String link() {
        return object(
                member("traceId", () -> id(32)),
                member("spanId", () -> id(16)),
                member("traceState", this::text),
                attributes(),
                member("flags", this::number));
    }

    private String attributes() {
        return member("attributes", list(4, () -> pair(3)));
    }

    private String pair(int depth) {
        return object(member("key", this::text), member("value", () -> value(depth)));
    }

    private String value(int depth) {
        return object(
                switch (random.nextInt(depth > 0 ? 7 : 5)) {
                    case 0 -> member("stringValue", this::text);
                    case 1 -> member("boolValue", () -> String.valueOf(random.nextBoolean()));
                    case 2 -> member("intValue", this::number);
                    case 3 -> member("doubleValue", () -> one(DOUBLES));
                    case 4 -> member("bytesValue", () -> "\"AAEC\"");
                    case 5 -> member("arrayValue", () -> object(member("values", list(3, () -> value(depth - 1)))));
                    default -> member("kvlistValue", () -> object(member("values", list(3, () -> pair(depth - 1)))));
                });
    }

    private String id(int digits) {
        return switch (random.nextInt(12)) {
            case 0 -> "\"\"";
            case 1 -> "\"" + "0".repeat(digits) + "\"";
            case 2 -> one(TEXTS);
            default -> "\"" + "0aF9".repeat(digits / 4) + "\"";
        };
    }

    private String text() {
        return one(TEXTS);
    }

    private String number() {
        return one(NUMBERS);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Supplier<String> list(int most, Supplier<String> element) {
        return () -> {
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                elements.add(element.get());
            }
            return "[" + String.join(", ", elements) + "]";
        };
    }

    private String member(String name, Supplier<String> value) {
        if (!typed && random.nextInt(100) == 0) {
            return "\"" + name + "\":" + one(WRONG);
        }
        return switch (random.nextInt(12)) {
            case 0 -> "\"" + name + "\":null";
            case 1 -> "\"other\":[{\"x\":1}]";
            default -> "\"" + name + "\": " + value.get();
        };
    }

    private String object(String... members) {
        List<String> shuffled = new ArrayList<>(List.of(members));
        Collections.shuffle(shuffled, Random.from(random));
        return "{" + String.join(",", shuffled) + "}";
    }
}
