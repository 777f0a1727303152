package dev.nulltickets.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Run the packaged server on a free port, as a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.:]+");

    private final Process process;
    private final Target target;

    private ServerProcess(Process process, Target target) {
        this.process = process;
        this.target = target;
    }

    /**
     * Start a server and wait until it listens.
     *
     * @param jar the packaged program
     * @param options of its JVM
     * @param database a file, or the address of a database
     * @param home where it looks for a config file: whoever runs this may have one of his own
     */
    static ServerProcess start(Path jar, List<String> options, String database, Path home, List<String> arguments) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no server at " + jar + "; build it, or name it with --server");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString(), "--port", "0", "--db", database));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().put("NULLTICKETS_HOME", home.toString());
        try {
            Process process = builder.start();
            return new ServerProcess(process, new Target(address(process), null));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    Target target() {
        return target;
    }

    long pid() {
        return process.pid();
    }

    /** Return how much time of processors it has used. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (line.contains("listens") && address.find()) {
                Thread.ofPlatform().daemon().start(() -> drain(out));
                return URI.create(address.group());
            }
        }
        throw new IllegalStateException("the server does not start:\n" + said);
    }

    /** Read what the server says, or it would wait to say more. */
    private static void drain(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // The server was stopped, and has nothing more to say.
        }
    }
}
