package dev.nulltickets.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.http.HttpServer;
import dev.nulltickets.http.HttpSettings;
import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prove that each benchmark runs, finds every answer as it must be, and leaves its tables. What is fast is not
 * tested.
 */
class SmokeTest {
    private static final String TOKEN = "the-api-token";

    @TempDir
    private Path directory;

    private TrackerStore store;
    private HttpServer server;

    @BeforeEach
    void serve() {
        store = Sqlite.open(SqliteSettings.of(directory.resolve("served.db")));
        server = HttpServer.start(
                new Tracker(store),
                (bytes, contentType) -> new DecodedTraces(TraceEncoding.PROTOBUF, List.of(), 0, ""),
                HttpSettings.local(0, "test").withApiToken(TOKEN));
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @Test
    void cyclesRunBesideTheirLimits() throws IOException {
        run(List.of("disk", "cycles"), tiny("cycles", "--callers", "1,4", "--url", url(), "--token", TOKEN));
    }

    @Test
    void cyclesRunInProcessAndOverHttp() throws IOException {
        String[] wide = {"--callers", "3", "--roles", "2", "--pipelines", "5", "--limited"};
        run(List.of("cycles"), tiny("core", wide));
        run(List.of("cycles"), concat(tiny("http", wide), "--url", url(), "--token", TOKEN));
    }

    @Test
    void cyclesRunBesideEveryBacklog() throws IOException {
        run(List.of("cycles"), tiny("backlog", "--callers", "2", "--count", "20"));
    }

    @Test
    void latencyIsMeasuredAtAFixedRate() throws IOException {
        run(List.of("latency"), tiny("latency", "--callers", "4", "--rate", "100", "--url", url(), "--token", TOKEN));
        run(
                List.of("top rate", "latency"),
                tiny("latency", "--callers", "4", "--fractions", "0.5", "--url", url(), "--token", TOKEN));
    }

    @Test
    void dependantsAreReleasedUnderLoad() throws IOException {
        run(List.of("others"), tiny("dependants", "--callers", "2", "--count", "300"));
    }

    @Test
    void agentsWaitBesideBusyOnes() throws IOException {
        run(
                List.of("busy", "wakes"),
                tiny("waiting", "--callers", "2", "--idle", "5", "--pause-ms", "20", "--url", url(), "--token", TOKEN));
    }

    @Test
    void claimsRunBesideAFloodOfSpans() throws IOException {
        String[] wide = {"--callers", "2", "--exporters", "2", "--intervals", "2"};
        run(List.of("claims"), concat(tiny("telemetry", wide), "--url", url(), "--token", TOKEN));
    }

    @Test
    void partsRun() throws IOException {
        new Harness(directory)
                .expectTables(
                        List.of("parts"), "parts", "--quiet", "--forks", "0", "--iterations", "1", "--seconds", "0.01");
    }

    @Test
    void anAnswerThatIsNotAsItMustBeFails() {
        assertThat(Harness.status(
                        concat(tiny("http", "--callers", "1"), "--url", url(), "--token", "another", "--json", "none")))
                .isNotZero();
        assertThat(Harness.status("cycles", "--callers", "none")).isNotZero();
    }

    private void run(List<String> tables, String... arguments) throws IOException {
        new Harness(directory).expectTables(tables, arguments);
    }

    private String[] tiny(String command, String... arguments) {
        String[] small = {
            "--warmup",
            "0",
            "--seconds",
            "0.2",
            "--directory",
            directory.resolve("runs").toString()
        };
        return concat(concat(new String[] {command}, small), arguments);
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private static String[] concat(String[] some, String... others) {
        return Stream.of(some, others).flatMap(Stream::of).toArray(String[]::new);
    }
}
