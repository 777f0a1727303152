package dev.nulltickets.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Check that everything the documents refer to is there. */
final class ReferencesTest {
    private static final String OPENAPI = "tracker-http/src/main/resources/dev/nulltickets/http/openapi.json";
    private static final Pattern STATUS_ROW = Pattern.compile("(?m)^\\| [45]\\d\\d \\|([^|]*)\\|");

    private final Repository repository = Repository.here();
    private final References references = new References(repository, operations(repository));

    @TestFactory
    Stream<DynamicTest> whatDocumentsReferToIsThere() {
        List<Markdown> documents = repository.documents();
        assertThat(documents).hasSizeGreaterThan(10);
        return documents.stream()
                .map(document -> DynamicTest.dynamicTest(
                        repository.name(document.file()),
                        () -> assertThat(references.broken(document)).isEmpty()));
    }

    @Test
    void theErrorCodesThatAgentsAreToldOfAreThoseOfTheServer() {
        String server = repository.files().stream()
                .filter(file -> repository.name(file).startsWith("tracker-http/src/main/java"))
                .map(Repository::text)
                .collect(Collectors.joining());
        List<String> codes = STATUS_ROW
                .matcher(repository.document("docs/agent-lifecycle.md").prose())
                .results()
                .map((MatchResult row) -> row.group(1))
                .flatMap(cell -> Markdown.parse(Path.of("cell"), cell).code().stream())
                .toList();

        assertThat(codes)
                .hasSizeGreaterThan(10)
                .allSatisfy(code -> assertThat(server).contains('"' + code + '"'));
    }

    @Test
    void theTestCommandIsTheOneThatIsRunForEveryChange() {
        String command = "mvn -B -ntp verify\n";

        assertThat(repository.document("README.md").fences("bash"))
                .extracting(Markdown.Fence::text)
                .contains(command);
        assertThat(repository.document("CONTRIBUTING.md").fences("bash"))
                .extracting(Markdown.Fence::text)
                .contains(command);
        assertThat(Repository.text(repository.root().resolve(".ci/run"))).endsWith("\n" + command);
    }

    @Test
    void theVersionInTheCoordinatesIsThisOne() {
        String version = "<version>" + version() + "</version>";

        assertThat(repository.document("docs/embedding.md").fences("xml"))
                .allSatisfy(fence -> assertThat(fence.text()
                                .lines()
                                .filter(line -> line.contains("<version>"))
                                .map(String::strip))
                        .isNotEmpty()
                        .allMatch(version::equals));
    }

    @Test
    void whatIsMissingIsFound(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("broken.md");
        String source = """
                # One heading
                [there](#one-heading) [gone](#another) [gone](nowhere.md) [gone](nowhere.md#x) [out](https://example.org)
                `Tracker.java` `Traker.java` `GET /tasks/{id}` `GET /task/{id}` `/openapi.json`
                ```text
                [not a link](gone.md)
                ```
                """;
        Files.writeString(file, source);

        assertThat(references.broken(Markdown.read(file)))
                .containsExactly(
                        "link #another",
                        "link nowhere.md",
                        "link nowhere.md#x",
                        "file Traker.java",
                        "operation GET /task/{id}");
    }

    private String version() {
        Pattern version = Pattern.compile("<artifactId>nulltickets-parent</artifactId>\\s*<version>([^<]+)</version>");
        return version.matcher(Repository.text(repository.root().resolve("pom.xml")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> operations(Repository repository) {
        JsonFields paths = JsonFields.parse(Repository.text(repository.root().resolve(OPENAPI)))
                .fields("paths");
        return paths.names().stream()
                .flatMap(path ->
                        paths.fields(path).names().stream().map(method -> method.toUpperCase(Locale.ROOT) + " " + path))
                .collect(Collectors.toSet());
    }
}
