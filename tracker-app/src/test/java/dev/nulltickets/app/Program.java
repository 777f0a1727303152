package dev.nulltickets.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Run the packaged program as a process of its own, the way its user does, with its output in files. It reads no config
 * file but one that a test gives it. Closing kills what still runs.
 */
final class Program implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)(?s:.*)token: ");

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Start the packaged jar in a directory. */
    static Program start(Path directory, String... arguments) {
        return start(directory, Map.of(), arguments);
    }

    /** Start the packaged jar in a directory, with some variables in its environment. */
    static Program start(Path directory, Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                dist().resolve("nulltickets.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("NULLTICKETS_HOME", directory.toString());
        builder.environment().putAll(variables);
        return start(directory, builder);
    }

    static Program start(Path directory, ProcessBuilder builder) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            Process process = builder.directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Program(process, out, err);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Path dist() {
        return Path.of(System.getProperty("nulltickets.dist"));
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Return a port that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Wait until the server says where it listens. */
    URI address() throws InterruptedException {
        return URI.create(await(LISTENS).group(1));
    }

    /** Wait until whole lines on stdout hold this. */
    Matcher await(Pattern pattern) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            String lines = out();
            Matcher said = pattern.matcher(lines);
            if (lines.endsWith("\n") && said.find()) {
                return said;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("never said \"" + pattern + "\"; stdout: " + out() + " stderr: " + err());
    }

    /** Wait until the program has ended, and return its status. */
    int status() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the program does not end; stdout: " + out() + " stderr: " + err());
        }
        return process.exitValue();
    }

    /** Send SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Send SIGKILL, and wait until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Return what is on stdout by now. */
    String out() {
        return read(out);
    }

    /** Return what is on stderr by now. */
    String err() {
        return read(err);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
