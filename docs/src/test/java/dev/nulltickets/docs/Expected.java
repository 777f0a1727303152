package dev.nulltickets.docs;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compare what was printed with what a document promises, in which … stands for anything, and space for nothing. */
record Expected(String promised) {
    boolean matches(String printed) {
        String pattern = Arrays.stream(withoutSpace(promised).split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, withoutSpace(printed));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
