package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sees that settings reach the server, as a container gives them: by variables, and a file for the secret. */
class SettingsIT {
    @TempDir
    Path directory;

    @Test
    void aServerIsWhatItsEnvironmentMakesIt() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
        try (Program server = Program.start(
                directory,
                Map.of(
                        "NULLTICKETS_PORT", "0",
                        "NULLTICKETS_DB", "container.db",
                        "NULLTICKETS_TOKEN_FILE", secret.toString(),
                        "NULLTICKETS_TOKEN", "",
                        "NULLTICKETS_ALLOWED_HOSTS", "tracker.lan, queue.lan",
                        "NULLTICKETS_MAX_BODY_BYTES", "2000",
                        "NULLTICKETS_MAX_LEASE_TTL_MS", "400000",
                        "NULLTICKETS_LOG_REQUESTS", "true"))) {
            URI address = server.address();
            assertThat(server.out())
                    .contains("data:  " + directory.resolve("container.db") + "\n", "token: set\n")
                    .doesNotContain("s3cret");

            assertThat(ask(address, "queue.lan", "s3cret", 300_000, "")).isEqualTo(204);
            assertThat(ask(address, "queue.lan", "s3cret", 400_001, "")).isEqualTo(400);
            assertThat(ask(address, "queue.lan", "s3cret", 300_000, "x".repeat(2000)))
                    .isEqualTo(413);
            assertThat(ask(address, "queue.lan", "other", 300_000, "")).isEqualTo(401);
            assertThat(ask(address, "other.lan", "s3cret", 300_000, "")).isEqualTo(403);
            server.terminate();
            server.status();
            assertThat(server.out()).contains("POST /leases/claim 204 ");
            assertThat(server.err()).isEmpty();
        }
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Path config = Files.writeString(
                directory.resolve("given.json"),
                "{\"port\": 1, \"db\": \"file.db\", \"synchronous\": \"normal\", \"colour\": \"red\"}");
        Map<String, String> variables =
                Map.of("NULLTICKETS_CONFIG", config.toString(), "NULLTICKETS_PORT", "2", "NULLTICKETS_TOKEN", "t");
        try (Program server = Program.start(directory, variables, "serve", "--port=0")) {
            server.address();
            assertThat(server.out()).contains("data:  " + directory.resolve("file.db") + "\n", "token: set\n");
            assertThat(server.err())
                    .isEqualTo("nulltickets: warning: the config file %s has keys that mean nothing: colour\n"
                            .formatted(config));
        }
    }

    @Test
    void aWrongVariableEndsTheProgramWithOneLine() throws InterruptedException {
        Map<String, String> variables = new HashMap<>(Map.of("NULLTICKETS_MAX_BODY_BYTES", "4\nMiB"));
        refuses(1, variables, "NULLTICKETS_MAX_BODY_BYTES must be a whole number from 1 to 1073741824, but is 4 MiB");
        variables.put("NULLTICKETS_MAX_BODY_BYTES", "4096");
        variables.put("NULLTICKETS_TOKEN", "a");
        variables.put("NULLTICKETS_TOKEN_FILE", "b");
        refuses(1, variables, "NULLTICKETS_TOKEN and NULLTICKETS_TOKEN_FILE exclude each other");
    }

    @Test
    void aMissingTokenFileIsNamed() throws InterruptedException {
        refuses(1, Map.of(), "cannot read the token file none: there is no such file", "--token-file", "none");
    }

    private void refuses(int status, Map<String, String> variables, String message, String... arguments)
            throws InterruptedException {
        try (Program program = Program.start(directory, variables, arguments)) {
            assertThat(program.status()).as(program.err()).isEqualTo(status);
            assertThat(program.err()).isEqualTo("nulltickets: " + message + "\n");
            assertThat(program.out()).isEmpty();
        }
        assertThat(directory.resolve("nulltickets.db")).doesNotExist();
    }

    /** Ask for work by a name of the server, and return the status. Java's client lets nobody choose that name. */
    private static int ask(URI server, String host, String token, int ttl, String padding) throws IOException {
        String body = "{\"agent_id\":\"a\",\"agent_role\":\"r\",\"lease_ttl_ms\":%d,\"padding\":\"%s\"}"
                .formatted(ttl, padding);
        String head =
                "POST /leases/claim HTTP/1.1\r\nHost: %s:7700\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n"
                                .formatted(host, token, body.length())
                        + "Content-Type: application/json\r\n\r\n";
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
        }
    }
}
