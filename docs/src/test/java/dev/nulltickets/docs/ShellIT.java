package dev.nulltickets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run the commands of each document, in order, on a server of its own, and compare what they print with what the
 * document says they do: the block of {@code json} or {@code text} right after them.
 */
final class ShellIT {
    private static final String PROGRAM = "./nulltickets";
    private static final Pattern SETTING = Pattern.compile("--(?!help|version)[a-z-]+|NULLTICKETS_[A-Z_]+");
    private static final String ADDRESS = "http://127.0.0.1:7700";

    private final Repository repository = Repository.here();

    @TempDir
    private Path directory;

    /** Hold commands and what they are to print. */
    private record Example(String commands, Optional<String> promised) {
        boolean usesServer() {
            return !commands.startsWith(PROGRAM) && !commands.startsWith("mvn ");
        }
    }

    @TestFactory
    Stream<DynamicTest> commandsPrintWhatTheirDocumentSays() {
        List<Markdown> documents = repository.documents().stream()
                .filter(document -> examples(document).stream().anyMatch(Example::usesServer))
                .toList();
        assertThat(documents)
                .extracting(document -> repository.name(document.file()))
                .contains(
                        "README.md",
                        "docs/agent-lifecycle.md",
                        "docs/api.md",
                        "docs/integrations.md",
                        "docs/pipelines.md");
        return documents.stream()
                .map(document ->
                        DynamicTest.dynamicTest(repository.name(document.file()), () -> runOnAServer(document)));
    }

    @Test
    void theProgramAnnouncesItselfAsTheReadmeSays() throws IOException {
        String promised = example(PROGRAM + "\n").promised().orElseThrow();
        try (PackagedProgram.Server server = new PackagedProgram(directory).serve()) {
            check(promised.replace(ADDRESS, server.address()), server.announcement());
        }
    }

    @Test
    void theDemoShowsWhatTheReadmeSays() throws IOException, InterruptedException {
        String promised = example(PROGRAM + " demo\n").promised().orElseThrow();
        check(promised, new PackagedProgram(directory).run("demo"));
    }

    @Test
    void everythingThatCanBeSetIsInTheGuide() throws IOException, InterruptedException {
        String help = new PackagedProgram(directory).run("--help");
        List<String> names = SETTING.matcher(help)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(names).hasSizeGreaterThan(20).contains("--port", "NULLTICKETS_PORT");
        assertThat(repository.document("docs/operations.md").code())
                .map(code -> code.replaceFirst(".* (--[a-z-]+).*", "$1"))
                .containsAll(names);
    }

    @Test
    void aPromiseThatIsNotKeptIsFound() {
        assertThatThrownBy(() -> check("{\"id\":…}", "{\"error\":{}}")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> new Shell(directory).run(List.of("true\n", "false\n")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> new Shell(directory).run(List.of("echo 'not closed\n")))
                .isInstanceOf(AssertionError.class);
    }

    private void runOnAServer(Markdown document) throws IOException, InterruptedException {
        List<Example> examples =
                examples(document).stream().filter(Example::usesServer).toList();
        Path home = Files.createTempDirectory(directory, "document");
        try (PackagedProgram.Server server = new PackagedProgram(home).serve()) {
            List<String> commands = examples.stream()
                    .map(example -> example.commands().replace(ADDRESS, server.address()))
                    .toList();
            List<String> printed = new Shell(home).run(commands);
            for (int i = 0; i < examples.size(); i++) {
                check(examples.get(i).promised().orElse(""), printed.get(i));
            }
        }
    }

    private Example example(String commands) {
        return examples(repository.document("README.md")).stream()
                .filter(example -> example.commands().equals(commands))
                .findFirst()
                .orElseThrow();
    }

    private static List<Example> examples(Markdown document) {
        List<Example> examples = new ArrayList<>();
        List<Markdown.Fence> fences = document.fences();
        for (int i = 0; i < fences.size(); i++) {
            if (fences.get(i).is("bash")) {
                Optional<String> promised = fences.stream()
                        .skip(i + 1L)
                        .findFirst()
                        .filter(next -> next.is("json") || next.is("text"))
                        .map(Markdown.Fence::text);
                examples.add(new Example(fences.get(i).text(), promised));
            }
        }
        return examples;
    }

    private static void check(String promised, String printed) {
        assertThat(new Expected(promised).matches(printed))
                .withFailMessage("promised:%n%s%nprinted:%n%s", promised, printed)
                .isTrue();
    }
}
