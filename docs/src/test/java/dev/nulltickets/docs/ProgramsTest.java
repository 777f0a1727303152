package dev.nulltickets.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compile the programs that the documents show, and run those that can be run. */
final class ProgramsTest {
    private final Repository repository = Repository.here();

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> everyProgramCompiles() {
        List<DynamicTest> programs = repository.documents().stream()
                .flatMap(document -> document.fences("java").stream()
                        .map(fence -> DynamicTest.dynamicTest(
                                repository.name(document.file()) + ":" + fence.line(),
                                () -> assertThat(new Programs(directory).compile(fence.text()))
                                        .isNotEmpty())))
                .toList();
        assertThat(programs).hasSizeGreaterThan(3);
        return programs.stream();
    }

    @Test
    void theCompleteProgramPrintsWhatItsDocumentSays() throws Exception {
        Markdown document = repository.document("docs/embedding.md");
        String name = new Programs(directory)
                .compile(document.fences("java").getFirst().text());

        assertThat(run(name)).isEqualTo(document.fences("text").getFirst().text());
    }

    @Test
    void theTestOfTheDocumentPasses() throws Exception {
        Markdown document = repository.document("docs/embedding.md");
        String name =
                new Programs(directory).compile(document.fences("java").get(1).text());
        URL classes = directory.toUri().toURL();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes}, getClass().getClassLoader())) {
            Class<?> test = loader.loadClass(name);
            Constructor<?> constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            List<Method> methods = Stream.of(test.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .toList();
            assertThat(methods).hasSize(1);
            methods.getFirst().setAccessible(true);
            methods.getFirst().invoke(constructor.newInstance());
        }
    }

    @Test
    void aProgramThatDoesNotCompileIsFound() {
        assertThatThrownBy(() -> new Programs(directory).compile("final class Broken { int one = \"one\"; }\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("incompatible types");
    }

    private String run(String name) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslf4j.internal.verbosity=ERROR",
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        directory + File.pathSeparator + Programs.CLASS_PATH,
                        name)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(program.waitFor()).isZero();
        return printed;
    }
}
