package dev.nulltickets.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Run the packaged program: what {@code ./nulltickets} runs once it has built it.
 *
 * @param directory where it runs and keeps its data
 */
record PackagedProgram(Path directory) {
    private static final int ANNOUNCED_LINES = 3;

    /** Start the server on a free port, which is the one thing that is not as a reader would start it. */
    Server serve() throws IOException {
        Process process = start("--port", "0");
        BufferedReader out = process.inputReader(UTF_8);
        List<String> announcement = new ArrayList<>();
        for (int i = 0; i < ANNOUNCED_LINES; i++) {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("the server ended after: " + announcement);
            }
            announcement.add(line);
        }
        return new Server(process, String.join("\n", announcement));
    }

    /** Run a command to its end, and return what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new AssertionError("status " + status + " after: " + printed);
        }
        return printed;
    }

    private Process start(String... arguments) throws IOException {
        Path jar = Path.of(System.getProperty("nulltickets.dist"), "nulltickets.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("the program is not packaged: " + jar);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // Whoever runs this may have a config file of his own.
        builder.environment().put("NULLTICKETS_HOME", directory.toString());
        // A program that complains does not print what its document says.
        return builder.redirectErrorStream(true).start();
    }

    /**
     * Hold a server that runs.
     *
     * @param announcement what it said when it was up
     */
    record Server(Process process, String announcement) implements AutoCloseable {
        /** Return the address that it listens on, such as {@code http://127.0.0.1:40123}. */
        String address() {
            return announcement
                    .lines()
                    .findFirst()
                    .map(line -> line.replaceFirst(".* listens on ", ""))
                    .orElseThrow();
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("the server does not stop");
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
