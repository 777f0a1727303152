package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what a hub does: asks for the manifest, has the config written, starts what the manifest says, and watches it.
 */
class HubIT {
    @TempDir
    Path directory;

    @Test
    void aHubInstallsStartsAndWatchesIt() throws Exception {
        JsonFields manifest = JsonFields.parse(printedBy("--export-manifest"));
        Path home = directory.resolve("instances/one");
        int port = Program.freePort();
        assertThat(printedBy("--from-json", """
                        {"port":"%d","db_path":"data.db","api_token":"s3cret","home":"%s"}""".formatted(port, home))).isEqualTo("{\"status\":\"ok\"}\n");

        JsonFields launch = manifest.fields("launch");
        assertThat(launch.strings("args")).isEmpty();
        Map<String, String> variables = Map.of(manifest.fields("config").string("home_variable"), home.toString());
        try (Program server = Program.start(directory, variables, launch.string("command"))) {
            URI address = server.address();
            assertThat(address.getPort()).isEqualTo(port);
            assertThat(home.resolve("data.db")).exists();
            JsonFields health = manifest.fields("health");
            // How long it takes depends on what else the machine does; it is measured elsewhere.
            assertThat(health.integer("timeout_ms")).isEqualTo(750);
            assertThat(status(address.resolve(health.string("endpoint")), Duration.ofSeconds(10), "none"))
                    .isEqualTo(200);
            assertThat(status(address.resolve("/pipelines"), Duration.ofSeconds(10), "none"))
                    .isEqualTo(401);
            assertThat(status(address.resolve("/pipelines"), Duration.ofSeconds(10), "s3cret"))
                    .isEqualTo(200);
            assertThat(server.err()).isEmpty();
        }
    }

    @Test
    void aRequestThatIsWrongEndsTheProgramWithOneLineAndNothingIsWritten() throws InterruptedException {
        Path home = directory.resolve("home");
        try (Program program = Program.start(
                directory, Map.of("NULLTICKETS_HOME", home.toString()), "--from-json", "{\"port\": 7700")) {
            assertThat(program.status()).isEqualTo(2);
            assertThat(program.err())
                    .isEqualTo("nulltickets: --from-json is wrong: malformed JSON at character 13: '}' was expected"
                            + " (--help shows what is allowed)\n");
            assertThat(program.out()).isEmpty();
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void whatAHubAsksStandsAlone() throws InterruptedException {
        for (List<String> arguments :
                List.of(List.of("--export-manifest", "--port=1"), List.of("--from-json={}", "--export-manifest"))) {
            try (Program program = Program.start(directory, arguments.toArray(String[]::new))) {
                assertThat(program.status()).isEqualTo(2);
                assertThat(program.err())
                        .isEqualTo("nulltickets: --export-manifest must stand alone (--help shows what is allowed)\n");
            }
        }
        assertThat(directory.resolve("config.json")).doesNotExist();
    }

    @Test
    void everyStartScriptOfTheManifestIsThereAndStartsTheSame() throws Exception {
        Path repository = Program.dist().resolve("../../..").normalize();
        JsonFields platforms =
                JsonFields.parse(ComponentManifest.json().value()).fields("platforms");
        for (String platform : platforms.names()) {
            String script = platforms.fields(platform).string("start_script");
            assertThat(Files.readString(repository.resolve(script)))
                    .as(script)
                    .contains("-XX:+UseSerialGC -Xms64m -XX:MaxRAMPercentage=50 --enable-native-access=ALL-UNNAMED")
                    .contains("-XX:+UseCompactObjectHeaders", "NULLTICKETS_JAVA_OPTS", "no JDK 21 or newer found");
        }
    }

    private String printedBy(String... arguments) throws InterruptedException {
        try (Program program = Program.start(directory, arguments)) {
            assertThat(program.status()).as(program.err()).isZero();
            assertThat(program.err()).isEmpty();
            return program.out();
        }
    }

    private static int status(URI uri, Duration timeout, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
