package dev.nulltickets.core.entry;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name one place in a JSON value: {@code $}, followed by members ({@code .name}, {@code ."any name"}, {@code ["any
 * name"]}, {@code ['any name']}) and elements ({@code [0]}).
 *
 * @param steps the way from the outermost value
 */
record JsonPath(List<Step> steps) {
    private static final Pattern STEP = Pattern.compile("\\.(?<name>[^.\\[\\]\"'\\s]+)"
            + "|\\.(?<dotted>\"(?:[^\"\\\\]|\\\\.)*+\")"
            + "|\\[(?<quoted>\"(?:[^\"\\\\]|\\\\.)*+\")\\]"
            + "|\\['(?<single>[^'\\\\]*+)'\\]"
            + "|\\[(?<index>0|[1-9][0-9]{0,8})\\]");

    JsonPath {
        steps = List.copyOf(steps);
    }

    /** One step of the way. */
    sealed interface Step {
        record Member(String name) implements Step {}

        record Element(int index) implements Step {}
    }

    static JsonPath parse(String path) {
        if (!path.startsWith("$")) {
            throw invalid(path);
        }
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!step.region(at, path.length()).lookingAt()) {
                throw invalid(path);
            }
            steps.add(read(step, path));
            at = step.end();
        }
        return new JsonPath(steps);
    }

    private static Step read(Matcher step, String path) {
        String index = step.group("index");
        if (index != null) {
            return new Step.Element(Integer.parseInt(index));
        }
        String plain = step.group("name") == null ? step.group("single") : step.group("name");
        if (plain != null) {
            return new Step.Member(plain);
        }
        String quoted = step.group("dotted") == null ? step.group("quoted") : step.group("dotted");
        try {
            return new Step.Member(((Json.Text) Json.parse(quoted)).value());
        } catch (RejectedException badEscape) {
            throw invalid(path);
        }
    }

    private static RejectedException invalid(String path) {
        return new Rejection.InvalidFilterPath(path).asException();
    }
}
