package dev.nulltickets.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Take a document apart.
 *
 * @param prose everything outside of fences
 * @param fences the blocks between lines of three backticks
 */
record Markdown(Path file, String prose, List<Fence> fences) {
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    /**
     * Hold a block.
     *
     * @param language what stands behind the opening backticks
     * @param line the number of its first line, from 1
     */
    record Fence(String language, String text, int line) {
        boolean is(String other) {
            return language.equals(other);
        }
    }

    static Markdown read(Path file) {
        return parse(file, Repository.text(file));
    }

    static Markdown parse(Path file, String source) {
        StringBuilder prose = new StringBuilder();
        List<Fence> fences = new ArrayList<>();
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                prose.append(lines.get(i)).append('\n');
                continue;
            }
            String language = lines.get(i).substring(3).strip();
            int begin = i + 1;
            do {
                i++;
            } while (i < lines.size() && !lines.get(i).equals("```"));
            if (i == lines.size()) {
                throw new IllegalArgumentException(file + ":" + begin + " opens a block that is not closed");
            }
            fences.add(new Fence(language, String.join("\n", lines.subList(begin, i)) + "\n", begin + 1));
        }
        return new Markdown(file, prose.toString(), List.copyOf(fences));
    }

    /** Return the targets of all links. */
    List<String> links() {
        return groups(LINK);
    }

    /** Return what stands between single backticks. */
    List<String> code() {
        return groups(CODE);
    }

    /** Return what links may name behind a {@code #}: each heading as GitHub writes it. */
    List<String> anchors() {
        return groups(HEADING).stream().map(Markdown::anchor).toList();
    }

    List<Fence> fences(String language) {
        return fences.stream().filter(fence -> fence.is(language)).toList();
    }

    private List<String> groups(Pattern pattern) {
        return pattern.matcher(prose)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
