package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program on PostgreSQL, and what may go wrong with that. */
class PostgresIT {
    private static final String SECRET = "s3cret-of-the-database";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    @Test
    void whatIsWrongWithTheDatabaseIsSaidInOneLine() throws Exception {
        try (TestPostgres postgres = TestPostgres.start()) {
            String address = postgres.address();
            refuses(
                    "cannot be opened: FATAL: database \"none\" does not exist",
                    address.replaceFirst("/postgres$", "/none"));
            refuses("Connection refused", postgres.addressThrough(Program.freePort()));
            refuses("UnknownHostException", "postgresql://nobody:" + SECRET + "@nowhere.invalid/x");
            refuses("Unsupported property name: nonsense", address + "?nonsense=1&password=" + SECRET);
            refuses("SSL", address + "?sslmode=require");
            refuses("must be a path, or postgresql://", "postgresql://nobody:" + SECRET + "@@/x");
            postgres.run("create table tasks (id text)");
            refuses("the database belongs to another program", address);
        }
    }

    @Test
    void aServerAnswersAgainWhenItsDatabaseIsBack() throws Exception {
        try (TestPostgres postgres = TestPostgres.start();
                Cable cable = new Cable(postgres.port());
                Program server = Program.start(
                        directory,
                        Map.of("NULLTICKETS_DB_PASSWORD", SECRET),
                        "--port=0",
                        "--db",
                        postgres.addressThrough(cable.port()))) {
            URI address = server.address();
            assertThat(get(address, "/health").statusCode()).isEqualTo(200);
            cable.unplug();
            HttpResponse<String> away = get(address, "/health");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).contains("1");
            assertThat(away.body()).contains("\"unavailable\"");
            assertThat(claim(address)).isEqualTo(503);
            cable.plug();
            while (get(address, "/health").statusCode() == 503) {
                Thread.onSpinWait();
            }
            assertThat(get(address, "/health").statusCode()).isEqualTo(200);
            assertThat(claim(address)).isEqualTo(204);
            assertThat(server.err()).contains("the database is away: ").doesNotContain("\tat ", SECRET);
            assertThat(server.out()).contains("data:  postgresql://127.0.0.1:").doesNotContain(SECRET);
        }
    }

    @Test
    void aTrackerGoesOnWhereItWas() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), SECRET + "\n");
        try (TestPostgres postgres = TestPostgres.start()) {
            String id;
            try (Program server = Program.start(directory, "--port=0", "--db", postgres.address())) {
                id = JsonFields.parse(post(server.address(), "/pipelines", """
                        {"name":"p","definition":{"initial":"a","states":{"a":{"agent_role":"r"},"b":{"terminal":true}},
                         "transitions":[{"from":"a","to":"b","trigger":"t"}]}}""").body())
                        .string("id");
                server.terminate();
                server.status();
            }
            String jdbc = "jdbc:" + postgres.address().replace("postgres@", "") + "?user=postgres";
            try (Program server =
                    Program.start(directory, "--port=0", "--db", jdbc, "--db-password-file", password.toString())) {
                assertThat(get(server.address(), "/pipelines/" + id).statusCode())
                        .isEqualTo(200);
                server.await(Pattern.compile("token: none"));
            }
        }
    }

    private void refuses(String why, String database) throws InterruptedException {
        try (Program program = Program.start(directory, "--port=0", "--db", database)) {
            assertThat(program.status()).isIn(1, 2);
            assertThat(program.err()).startsWith("nulltickets: ").contains(why).doesNotContain(SECRET);
            assertThat(program.err().lines()).hasSize(1);
        }
    }

    private int claim(URI address) throws Exception {
        return post(address, "/leases/claim", "{\"agent_id\":\"a\",\"agent_role\":\"r\"}")
                .statusCode();
    }

    private HttpResponse<String> get(URI address, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI address, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
