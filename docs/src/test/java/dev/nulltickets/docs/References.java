package dev.nulltickets.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Find what a document refers to and is not there. */
final class References {
    // Without a slash, what ends in .json may as well be a library or a package.
    private static final Pattern FILE_NAME =
            Pattern.compile("[\\w.-]+\\.(java|md|sql|xml)|[\\w.-]+/[\\w./-]*\\.(java|md|sql|xml|json)");
    private static final Pattern OPERATION = Pattern.compile("(GET|POST|PUT|DELETE) (/\\S*)");

    private final Repository repository;
    private final Set<String> operations;

    /**
     * Look in a repository.
     *
     * @param operations the API's operations, such as {@code GET /tasks/{id}}
     */
    References(Repository repository, Set<String> operations) {
        this.repository = repository;
        this.operations = operations;
    }

    /** Return a line for each link, file name and operation that names nothing. */
    List<String> broken(Markdown document) {
        List<String> broken = new ArrayList<>();
        report(broken, "link", document.links(), link -> leadsSomewhere(document, link));
        List<String> code = document.code();
        report(broken, "file", matching(code, FILE_NAME), this::isFile);
        report(broken, "operation", matching(code, OPERATION), operations::contains);
        return broken;
    }

    private static void report(List<String> broken, String kind, List<String> names, Predicate<String> isThere) {
        names.stream().filter(isThere.negate()).map(name -> kind + " " + name).forEach(broken::add);
    }

    private static List<String> matching(List<String> code, Pattern pattern) {
        return code.stream().filter(pattern.asMatchPredicate()).toList();
    }

    private static boolean leadsSomewhere(Markdown document, String link) {
        if (link.startsWith("https://")) {
            return true;
        }
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? document.file() : document.file().resolveSibling(path);
        return Files.exists(target) && hasAnchor(target, hash < 0 ? null : link.substring(hash + 1));
    }

    private static boolean hasAnchor(Path target, @Nullable String anchor) {
        return anchor == null || Markdown.read(target).anchors().contains(anchor);
    }

    private boolean isFile(String name) {
        return repository.files().stream().anyMatch(file -> file.endsWith(name));
    }
}
