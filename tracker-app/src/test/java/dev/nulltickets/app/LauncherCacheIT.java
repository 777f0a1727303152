package dev.nulltickets.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the launcher script to what it promises of the ahead-of-time cache: that it is made where the JDK can, used
 * where it fits, and never heard of otherwise.
 */
class LauncherCacheIT {
    private static final String VERSION = "nulltickets " + Version.current() + "\n";

    @TempDir
    private Path directory;

    private Path dist;
    private Path script;

    @BeforeEach
    void copyTheProgram() throws IOException {
        Path root = directory.resolve("a root");
        dist = root.resolve("tracker-app/target/dist");
        Files.createDirectories(dist.resolve("lib"));
        try (Stream<Path> files = Files.walk(Program.dist())) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, dist.resolve(Program.dist().relativize(jar)));
            }
        }
        Path repository = Program.dist().resolve("../../..").normalize();
        script = Files.copy(repository.resolve("nulltickets"), root.resolve("nulltickets"));
    }

    @Test
    void theCacheIsMadeAndUsedAndWhatIsBrokenIsIgnored() throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "older JDKs make no cache in one step");
        prints("", "rehearse");
        Path cache = onlyCache(dist);
        assertThat(cache).isNotEmptyFile();
        assertThat(filesIn(dist)).as("nothing is left of the making").hasSize(3);
        prints(VERSION, "--version");
        assertThat(sourceOfMain()).contains("shared objects file");

        Files.writeString(cache, "no cache at all");
        prints(VERSION, "--version");
        assertThat(sourceOfMain()).contains("nulltickets.jar");
        Files.writeString(cache, "");
        prints(VERSION, "--version");
        assertThat(filesIn(dist))
                .as("what was tried in vain is not tried again")
                .hasSize(3);
    }

    /** Return where the JVM says that it has the program's first class from. */
    private String sourceOfMain() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        try (Program program = run(jdk, "-Xlog:class+load", "--version")) {
            assertThat(program.status()).as(program.err()).isZero();
            return program.out()
                    .lines()
                    .filter(line -> line.contains(Main.class.getName() + " source: "))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aCacheThatIsOlderThanTheProgramIsNotUsed() throws Exception {
        pretendedCache(dist);
        assertThat(optionsOf("--version")).contains("-XX:AOTCache=");
        Path library = dist.resolve("lib/new.jar");
        Files.writeString(library, "a program that was built since");
        Files.setLastModifiedTime(
                onlyCache(dist),
                FileTime.fromMillis(Files.getLastModifiedTime(library).toMillis() - 10_000));
        assertThat(optionsOf("--version")).doesNotContain("AOT");
    }

    @Test
    void aJdkThatKnowsNoCacheIsNotAskedForOne() throws Exception {
        pretendedCache(dist);
        assertThat(options("24.0.2", "", "--version")).doesNotContain("AOT");
        assertThat(options("21.0.4", "", "--version")).doesNotContain("AOT", "CompactObjectHeaders");
    }

    @Test
    void optionsThatMayNotFitLeaveTheCacheOut() throws Exception {
        pretendedCache(dist);
        assertThat(options("25.0.3", "-Dname=value", "--version"))
                .contains("-XX:AOTCache=", "-XX:+UseSerialGC", "-Dname=value");
        assertThat(options("25.0.3", "-Xmx300m", "--version"))
                .contains("-Xmx300m")
                .doesNotContain("AOT");
        assertThat(options("25.0.3", "-XX:+UseG1GC", "--version"))
                .contains("-XX:+UseG1GC")
                .doesNotContain("AOT", "SerialGC");
    }

    @Test
    void aProgramThatCannotBeWrittenHasItsCacheAmongThoseOfTheUser() throws Exception {
        Path caches = directory.resolve(".cache/nulltickets");
        Files.setPosixFilePermissions(dist, fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(dist), "root may write everywhere");
            pretendedCache(caches);
            assertThat(optionsOf("--version")).contains("-XX:AOTCache=" + onlyCache(caches));
        } finally {
            Files.setPosixFilePermissions(dist, fromString("rwxr-xr-x"));
        }
    }

    @Test
    void itIsMadeWhileAServerRunsAndByTwoAtOnce() throws Exception {
        Path jdk = pretendedJdk("25.0.3");
        try (Program first = run(jdk, "", "--port=0");
                Program second = run(jdk, "", "--port=0")) {
            first.await(Pattern.compile("made"));
            second.await(Pattern.compile("made"));
            // The slower of the two may still be at it.
            for (int looks = 0; looks < 400 && filesIn(dist).size() > 3; looks++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(onlyCache(dist)).hasContent("learned");
            assertThat(filesIn(dist)).hasSize(3);
            assertThat(first.err() + second.err()).isEmpty();
        }
    }

    /** Make the cache that the pretended JDK would use, without a rehearsal. */
    private void pretendedCache(Path place) throws Exception {
        try (Program making = run(pretendedJdk("25.0.3"), "", "rehearse")) {
            assertThat(making.status()).as(making.err()).isZero();
        }
        assertThat(onlyCache(place)).hasContent("learned");
    }

    private String optionsOf(String argument) throws Exception {
        return options("25.0.3", "", argument);
    }

    private String options(String version, String given, String argument) throws Exception {
        try (Program program = run(pretendedJdk(version), given, argument)) {
            assertThat(program.status()).as(program.err()).isZero();
            assertThat(program.err()).isEmpty();
            return program.out();
        }
    }

    private void prints(String expected, String argument) throws Exception {
        try (Program program = run(Path.of(System.getProperty("java.home")), "", argument)) {
            assertThat(program.status()).as(program.err()).isZero();
            assertThat(program.out()).isEqualTo(expected);
            assertThat(program.err()).isEmpty();
        }
    }

    private Program run(Path jdk, String options, String argument) {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), argument);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("NULLTICKETS_HOME", directory.toString());
        builder.environment().put("NULLTICKETS_JAVA_OPTS", options);
        builder.environment().put("JAVA_HOME", jdk.toString());
        return Program.start(directory, builder);
    }

    /**
     * Make a JDK whose java says what it was called with, serves until a cache is there if it is to serve, and learns
     * one word in a rehearsal.
     */
    private Path pretendedJdk(String version) throws IOException {
        Path home = directory.resolve("jdk");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java, """
                #!/bin/sh
                for option in "$@"; do
                  case $option in -XX:AOTCacheOutput=*) printf learned >"${option#*=}" ;; esac
                done
                case "$*" in
                  *--port*) until ls '%s' | grep -q 'aot$'; do sleep 0.1; done; sleep 1; echo made; exec sleep 60 ;;
                  *) echo "$@" ;;
                esac
                """.formatted(dist), UTF_8);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private static Path onlyCache(Path place) throws IOException {
        List<Path> caches = filesIn(place).stream()
                .filter(file -> file.toString().endsWith(".aot"))
                .toList();
        assertThat(caches).hasSize(1);
        return caches.getFirst();
    }

    private static List<Path> filesIn(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }
}
