package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the program to its word: what it prints, on which stream, and how it ends. */
class CommandLineIT {
    private static final String HINT = " (--help shows what is allowed)";

    @TempDir
    Path directory;

    @Test
    void theVersionIsOneLine() throws InterruptedException {
        try (Program program = Program.start(directory, "--version")) {
            assertThat(program.status()).isZero();
            assertThat(program.out()).isEqualTo("nulltickets " + Version.current() + "\n");
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void theHelpNamesEveryOptionAndCommand() throws InterruptedException {
        try (Program program = Program.start(directory, "--help")) {
            assertThat(program.status()).isZero();
            assertThat(program.out())
                    .contains(Settings.ALL.stream().map(Setting::flag).toList())
                    .contains(Settings.ALL.stream().map(Setting::variable).toList())
                    .contains("--export-manifest", "--from-json", "--version", "serve", "backup", "import", "demo");
        }
    }

    @Test
    void anUnknownOptionIsWrongUsage() throws InterruptedException {
        refuses(2, "Unknown option: '--prot=7'" + HINT, "--prot=7");
    }

    @Test
    void aPortThatIsNoneIsWrongUsage() throws InterruptedException {
        refuses(2, "--port must be a whole number from 0 to 65535, but is 65536" + HINT, "serve", "--port", "65536");
    }

    @Test
    void anOptionBeforeItsCommandIsNotIgnored() throws InterruptedException {
        refuses(2, "--port must stand after the command, not before it" + HINT, "--port", "7000", "serve");
    }

    @Test
    void aPortInUseIsNamedAndNoDatabaseIsMade() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            refuses(
                    1,
                    "cannot listen on 127.0.0.1:%d: Address already in use (--port and --host choose another)"
                            .formatted(port),
                    "--port",
                    Integer.toString(port));
        }
        assertThat(directory.resolve("nulltickets.db")).doesNotExist();
    }

    @Test
    void anUnknownHostIsNamed() throws InterruptedException {
        refuses(
                1,
                "cannot listen on no.such.host.invalid:7700: there is no such host (--port and --host choose another)",
                "--host",
                "no.such.host.invalid");
    }

    @Test
    void aDatabaseWithoutADirectoryIsRefused() throws InterruptedException {
        Path database = directory.resolve("missing/tickets.db");
        refuses(1, "there is no directory for the database " + database, "--port=0", "--db", database.toString());
    }

    @Test
    void aDirectoryAsADatabaseIsRefused() throws InterruptedException {
        refuses(
                1,
                "the database must be a file, but is a directory: " + directory,
                "--port=0",
                "--db",
                directory.toString());
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.txt"), "to do: nothing");
        refuses(1, "not a SQLite database: " + file.toRealPath(), "--port=0", "--db", file.toString());
        assertThat(file).hasContent("to do: nothing");
    }

    @Test
    void aWrongConfigFileIsNamedWithItsField() throws Exception {
        Path file = Files.writeString(directory.resolve("config.json"), "{\"port\": \"7700\"}");
        refuses(
                1,
                "the config file %s is wrong: port must be a whole number from 0 to 65535, but is a string"
                        .formatted(file));
    }

    @Test
    void aMissingConfigFileIsRefusedWhereItWasAskedFor() throws InterruptedException {
        refuses(1, "cannot read the config file none.json: there is no such file", "--config", "none.json");
    }

    @Test
    void theServerSaysWhereItIsAndStopsWhenItIsTold() throws Exception {
        Path database = directory.resolve("nulltickets.db");
        try (Program server = Program.start(directory, "--port=0")) {
            URI address = server.address();
            assertThat(server.out()).isEqualTo("""
                            nullTickets %s listens on %s
                            data:  %s
                            token: none, whoever reaches this address may call
                            """.formatted(Version.current(), address, database));
            try (Socket idle = keepAlive(address)) {
                long begin = System.nanoTime();
                server.terminate();
                assertThat(server.status()).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
                assertThat(idle.isConnected()).isTrue();
            }
            assertThat(server.out()).endsWith("stopping\nstopped\n");
            assertThat(server.err()).isEmpty();
        }
    }

    @Test
    void aRequestThatIsUnderWayIsAnsweredBeforeTheServerStops() throws Exception {
        String body = """
                {"name":"late","definition":%s}""".formatted(DemoScript.PIPELINE);
        try (Program server = Program.start(directory, "--port=0");
                Socket socket = connect(server.address())) {
            send(
                    socket,
                    "POST /pipelines HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n{"
                            .formatted(body.length()));
            keepAlive(server.address()).close();
            server.terminate();
            server.await(Pattern.compile("stopping"));
            send(socket, body.substring(1));
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 201");
            assertThat(server.status()).isEqualTo(143);
        }
    }

    @Test
    void oneServerAtATimeUsesADatabase() throws Exception {
        Path database = directory.resolve("nulltickets.db");
        try (Program first = Program.start(directory, "--port=0")) {
            first.address();
            refuses(1, "the database is in use by another tracker: " + database.toRealPath(), "serve", "--port=0");
            first.terminate();
            first.status();
        }
        try (Program next = Program.start(directory, "--port=0", "--token=secret")) {
            next.address();
            assertThat(next.out()).contains("token: set\n").doesNotContain("secret");
        }
    }

    @Test
    void requestsAreLoggedWhereThatIsAskedFor() throws Exception {
        try (Program server = Program.start(directory, "--port=0", "--log-requests")) {
            keepAlive(server.address()).close();
            server.terminate();
            server.status();
            assertThat(server.out()).containsPattern("(?m)^GET /health 200 \\d+\\.\\d ms$");
        }
    }

    private void refuses(int status, String message, String... arguments) throws InterruptedException {
        try (Program program = Program.start(directory, arguments)) {
            assertThat(program.status()).as(program.err()).isEqualTo(status);
            assertThat(program.err()).isEqualTo("nulltickets: " + message + "\n");
            assertThat(program.out()).isEmpty();
        }
    }

    /** Ask once, and leave the connection open. */
    private static Socket keepAlive(URI server) throws IOException {
        Socket socket = connect(server);
        send(socket, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private static Socket connect(URI server) throws IOException {
        return new Socket(server.getHost(), server.getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String statusLine(Socket socket) throws IOException {
        byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return new String(answer, StandardCharsets.US_ASCII);
    }
}
