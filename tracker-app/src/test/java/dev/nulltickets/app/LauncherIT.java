package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher script beside the built program, in a directory without sources, so that it never builds. */
class LauncherIT {
    @TempDir
    Path directory;

    private final List<Path> links = new ArrayList<>();
    private Path script;

    @BeforeEach
    void layOut() throws IOException {
        Path root = Files.createDirectories(directory.resolve("a root"));
        Path repository = Program.dist().resolve("../../..").normalize();
        script = Files.copy(repository.resolve("nulltickets"), root.resolve("nulltickets"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        link(Files.createDirectories(root.resolve("tracker-app/target")).resolve("dist"), Program.dist());
    }

    /** JUnit warns of links that lead out of its temporary directory. */
    @AfterEach
    void unlink() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }

    @Test
    void itUsesJavaHome() throws InterruptedException {
        prints(run("/usr/bin:/bin", System.getProperty("java.home"), script));
    }

    @Test
    void itPassesOverAnOldJavaOnThePath() throws Exception {
        Path old = pretendJava("old", "17.0.15");
        Path jdks = Files.createDirectories(directory.resolve(".jdks"));
        link(jdks.resolve("new"), Path.of(System.getProperty("java.home")));
        prints(run(old + ":/usr/bin:/bin", null, script));
    }

    @Test
    void itIsFoundThroughLinks() throws Exception {
        Path link = link(directory.resolve("link"), Path.of("a root/nulltickets"));
        Path linkToLink = link(directory.resolve("tickets"), link);
        prints(run("/usr/bin:/bin", System.getProperty("java.home"), linkToLink));
    }

    @Test
    void itSaysInOneLineThatThereIsNoJdk() throws Exception {
        Path nothingUsual = withoutUsualPlaces();
        try (Program program = run(pretendJava("old", "17.0.15") + ":/usr/bin:/bin", null, nothingUsual)) {
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.err())
                    .isEqualTo("nulltickets: no JDK 21 or newer found; install one, or set JAVA_HOME to it\n");
            assertThat(program.out()).isEmpty();
        }
    }

    @Test
    void itHandsSignalsOn() throws Exception {
        try (Program server = run("/usr/bin:/bin", System.getProperty("java.home"), script, "--port=0")) {
            URI health = server.address().resolve("/health");
            HttpRequest request = HttpRequest.newBuilder(health).build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            server.terminate();
            assertThat(server.status()).isEqualTo(143);
            assertThat(server.out()).endsWith("stopping\nstopped\n");
            assertThat(server.err()).isEmpty();
        }
    }

    private Path link(Path link, Path target) throws IOException {
        links.add(link);
        return Files.createSymbolicLink(link, target);
    }

    private static void prints(Program program) throws InterruptedException {
        try (program) {
            assertThat(program.status()).as(program.err()).isZero();
            assertThat(program.out()).isEqualTo("nulltickets " + Version.current() + "\n");
            assertThat(program.err()).isEmpty();
        }
    }

    private Program run(String path, String javaHome, Path launcher, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("bash", launcher.toString());
        builder.command().addAll(arguments.length == 0 ? List.of("--version") : List.of(arguments));
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("NULLTICKETS_HOME", directory.toString());
        builder.environment().put("NULLTICKETS_AOT", "off"); // It would be made for the program, for longer than this.
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        return Program.start(directory, builder);
    }

    /** Make a java that only knows its version, and return the directory to put on the PATH. */
    private Path pretendJava(String name, String version) throws IOException {
        Path bin = Files.createDirectories(directory.resolve(name).resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), """
                #!/bin/sh
                echo 'openjdk version "%s"' >&2
                echo '    java.home = %s' >&2
                """.formatted(version, bin.getParent()));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return bin;
    }

    /** Copy the script, with no place to look for JDKs that this machine has. */
    private Path withoutUsualPlaces() throws IOException {
        String text = Files.readString(script)
                .replace("/usr/lib/jvm/", "/nonexistent/")
                .replace("/opt/java/", "/nonexistent/")
                .replace("/Library/Java/", "/nonexistent/");
        return Files.writeString(script.resolveSibling("elsewhere"), text);
    }
}
