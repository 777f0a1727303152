package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingSourcesTest {
    @TempDir
    Path directory;

    private SettingsBench bench;

    @BeforeEach
    void setUp() {
        bench = new SettingsBench(directory);
    }

    /**
     * One setting, given differently in each place.
     *
     * @param read where the value arrives
     * @param values in the config file, in the environment and on the command line
     * @param results what is to arrive: the default, then what these values mean
     */
    record Row(Setting<?> setting, Function<ServerSettings, Object> read, List<String> values, List<?> results) {
        @Override
        public String toString() {
            return setting.flag();
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        Settings.HOST,
                        all -> all.http().host(),
                        List.of("\"::1\"", "0.0.0.0", "tracker.lan"),
                        List.of("127.0.0.1", "::1", "0.0.0.0", "tracker.lan")),
                new Row(
                        Settings.PORT,
                        all -> all.http().port(),
                        List.of("1", "0", "65535"),
                        List.of(7700, 1, 0, 65_535)),
                new Row(
                        Settings.DATABASE,
                        all -> all.store().database().toString(),
                        List.of("\"/file.db\"", "bench.environment.db", "option.db"),
                        List.of("nulltickets.db", "/file.db", "bench.environment.db", "option.db")),
                new Row(
                        Settings.PASSWORD_FILE,
                        all -> String.valueOf(all.store().passwordFile()),
                        List.of("\"/file\"", "environment", "option"),
                        List.of("null", "/file", "environment", "option")),
                new Row(
                        Settings.CONNECTIONS,
                        all -> all.store().connections(),
                        List.of("2", "3", "1000"),
                        List.of(12, 2, 3, 1000)),
                new Row(
                        Settings.SYNCHRONOUS,
                        all -> all.store().synchronous(),
                        List.of("\"normal\"", "FULL", "normal"),
                        List.of(Synchronous.FULL, Synchronous.NORMAL, Synchronous.FULL, Synchronous.NORMAL)),
                new Row(
                        Settings.TOKEN,
                        all -> String.valueOf(all.http().apiToken()),
                        List.of("\"file\"", "an environment", "@option"),
                        List.of("null", "file", "an environment", "@option")),
                new Row(
                        Settings.TOKEN_FILE,
                        all -> String.valueOf(all.http().apiToken()),
                        List.of("\"one\"", "/two", "/three"),
                        List.of("null", "of one", "of two", "of three")),
                new Row(
                        Settings.ALLOWED_HOSTS,
                        all -> all.http().allowedHosts(),
                        List.of("[\"a.lan\", \"[fe80::1]\"]", "b.lan, c.lan", "d_d.lan,10.0.0.7"),
                        List.of(
                                List.of(),
                                List.of("a.lan", "[fe80::1]"),
                                List.of("b.lan", "c.lan"),
                                List.of("d_d.lan", "10.0.0.7"))),
                new Row(
                        Settings.MAX_BODY_BYTES,
                        all -> all.http().maxBodyBytes(),
                        List.of("1", "2", "1073741824"),
                        List.of(4 << 20, 1, 2, 1 << 30)),
                new Row(
                        Settings.MAX_TRACE_BYTES,
                        all -> all.http().maxTraceBytes(),
                        List.of("1", "2", "1073741824"),
                        List.of(64 << 20, 1, 2, 1 << 30)),
                new Row(
                        Settings.MIN_LEASE_TTL,
                        all -> all.tracker().leastTtl(),
                        List.of("1", "2", "3"),
                        List.of(
                                Duration.ofSeconds(1),
                                Duration.ofMillis(1),
                                Duration.ofMillis(2),
                                Duration.ofMillis(3))),
                new Row(
                        Settings.MAX_LEASE_TTL,
                        all -> all.tracker().mostTtl(),
                        List.of("600000", "700000", "315360000000"),
                        List.of(
                                Duration.ofHours(24),
                                Duration.ofSeconds(600),
                                Duration.ofSeconds(700),
                                Duration.ofDays(3650))),
                new Row(
                        Settings.IDEMPOTENCY_RETENTION,
                        all -> all.tracker().answerRetention(),
                        List.of("1", "2", "3"),
                        List.of(
                                Duration.ofHours(24),
                                Duration.ofMillis(1),
                                Duration.ofMillis(2),
                                Duration.ofMillis(3))),
                new Row(
                        Settings.LOG_REQUESTS,
                        ServerSettings::logRequests,
                        List.of("true", "false", "true"),
                        List.of(false, true, false, true)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void optionsWinOverTheEnvironmentAndThatOverTheFile(Row row) throws IOException {
        Setting<?> setting = row.setting();
        List<String> values = new ArrayList<>(row.values());
        if (setting.equals(Settings.TOKEN_FILE)) {
            values.replaceAll(this::tokenFile);
        }
        List<Object> results = new ArrayList<>();
        results.add(row.read().apply(bench.settings()));
        bench.config("{\"%s\": %s}".formatted(setting.key(), values.get(0)));
        results.add(row.read().apply(bench.settings()));
        bench.environment.put(setting.variable(), values.get(1));
        results.add(row.read().apply(bench.settings()));
        results.add(row.read().apply(bench.settings(setting.flag() + "=" + values.get(2))));
        assertThat(results).isEqualTo(row.results());
    }

    @Test
    void noSettingIsForgottenHere() {
        assertThat(Stream.concat(Stream.of(Settings.CONFIG), rows().map(Row::setting)))
                .containsExactlyInAnyOrderElementsOf(Settings.ALL);
    }

    @Test
    void aRelativePathInTheFileIsRelativeToTheFile() throws IOException {
        bench.config("{\"db\": \"data/t.db\", \"api_token_file\": \"token\"}");
        Files.writeString(directory.resolve("token"), "secret\r\n");
        assertThat(bench.settings().store().database()).isEqualTo(new Database.File(directory.resolve("data/t.db")));
        assertThat(bench.settings().http().apiToken()).isEqualTo("secret");
    }

    @Test
    void theFileThatIsAskedForTakesThePlaceOfTheDefaultOne() throws IOException {
        bench.config("{\"port\": 1, \"api_token\": \"secret\"}");
        bench.environment.put(
                "NULLTICKETS_CONFIG",
                Files.writeString(directory.resolve("two.json"), "{\"port\": 2}")
                        .toString());
        assertThat(bench.settings().http().port()).isEqualTo(2);
        assertThat(bench.settings().http().apiToken()).isNull();
        Path three = Files.writeString(directory.resolve("three.json"), "{\"port\": 3}");
        assertThat(bench.settings("--config", three.toString()).http().port()).isEqualTo(3);
    }

    @Test
    void aTokenWinsOverATokenFileOfAWeakerPlaceAndTheOtherWayRound() throws IOException {
        bench.environment.put("NULLTICKETS_TOKEN_FILE", tokenFile("/file"));
        assertThat(bench.settings().http().apiToken()).isEqualTo("of file");
        assertThat(bench.settings("--token", "typed").http().apiToken()).isEqualTo("typed");
        bench.config("{\"api_token\": \"weak\"}");
        assertThat(bench.settings().http().apiToken()).isEqualTo("of file");
    }

    @Test
    void whatIsEmptyInTheEnvironmentIsNotGiven() {
        Settings.ALL.forEach(setting -> bench.environment.put(setting.variable(), ""));
        assertThat(bench.settings().http().port()).isEqualTo(7700);
        assertThat(bench.settings().http().apiToken()).isNull();
    }

    @Test
    void thePortOfAServiceLinkIsNotOurs() throws IOException {
        bench.config("{\"port\": 1}");
        bench.environment.put("NULLTICKETS_PORT", "tcp://10.96.0.17:7700");
        assertThat(bench.settings().http().port()).isEqualTo(1);
    }

    @Test
    void severalAllowedHostsMayBeGivenOneByOne() {
        assertThat(bench.settings("--allowed-host=a,b", "--allowed-host", "c")
                        .http()
                        .allowedHosts())
                .containsExactly("a", "b", "c");
    }

    @Test
    void aFlagNeedsNoValue() {
        assertThat(bench.settings("--log-requests", "--port=1").logRequests()).isTrue();
    }

    @Test
    void keysThatMeanNothingAreWarnedOfAndIgnored() throws IOException {
        Path file = bench.config("{\"prot\": 1, \"db\": \"t.db\", \"home\": \"/x\"}");
        assertThat(bench.settings().http().port()).isEqualTo(7700);
        assertThat(bench.warnings)
                .containsExactly("the config file %s has keys that mean nothing: prot, home".formatted(file));
    }

    @Test
    void limitsThatRefuseTheUsualClaimAreWarnedOf() {
        bench.settings("--max-lease-ttl-ms=300000", "--min-lease-ttl-ms=300000");
        assertThat(bench.warnings).isEmpty();
        bench.settings("--max-lease-ttl-ms=299999");
        assertThat(bench.warnings)
                .containsExactly(
                        "a claim without lease_ttl_ms asks for 300000 ms, which is not from 1000 to 299999, and"
                                + " is refused");
    }

    /** Make a file that holds a token, and return its path as it was quoted. */
    private String tokenFile(String quoted) {
        String name = String.join("", Arrays.asList(quoted.split("[/\"]")));
        try {
            Path file = Files.writeString(directory.resolve(name), "of " + name + "\n");
            return quoted.startsWith("/") ? file.toString() : quoted;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
