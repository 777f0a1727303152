package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class SettingSourcesTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

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
                        all -> all.store().file().toString(),
                        List.of("\"/file.db\"", "environment.db", "option.db"),
                        List.of("nulltickets.db", "/file.db", "environment.db", "option.db")),
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
        results.add(row.read().apply(settings()));
        config("{\"%s\": %s}".formatted(setting.key(), values.get(0)));
        results.add(row.read().apply(settings()));
        environment.put(setting.variable(), values.get(1));
        results.add(row.read().apply(settings()));
        results.add(row.read().apply(settings(setting.flag() + "=" + values.get(2))));
        assertThat(results).isEqualTo(row.results());
    }

    @Test
    void noSettingIsForgottenHere() {
        assertThat(Stream.concat(Stream.of(Settings.CONFIG), rows().map(Row::setting)))
                .containsExactlyInAnyOrderElementsOf(Settings.ALL);
    }

    @Test
    void aRelativePathInTheFileIsRelativeToTheFile() throws IOException {
        config("{\"db\": \"data/t.db\", \"api_token_file\": \"token\"}");
        Files.writeString(directory.resolve("token"), "secret\r\n");
        assertThat(settings().store().file()).isEqualTo(directory.resolve("data/t.db"));
        assertThat(settings().http().apiToken()).isEqualTo("secret");
    }

    @Test
    void theFileThatIsAskedForTakesThePlaceOfTheDefaultOne() throws IOException {
        config("{\"port\": 1, \"api_token\": \"secret\"}");
        environment.put(
                "NULLTICKETS_CONFIG",
                Files.writeString(directory.resolve("two.json"), "{\"port\": 2}")
                        .toString());
        assertThat(settings().http().port()).isEqualTo(2);
        assertThat(settings().http().apiToken()).isNull();
        Path three = Files.writeString(directory.resolve("three.json"), "{\"port\": 3}");
        assertThat(settings("--config", three.toString()).http().port()).isEqualTo(3);
    }

    @Test
    void aTokenWinsOverATokenFileOfAWeakerPlaceAndTheOtherWayRound() throws IOException {
        environment.put("NULLTICKETS_TOKEN_FILE", tokenFile("/file"));
        assertThat(settings().http().apiToken()).isEqualTo("of file");
        assertThat(settings("--token", "typed").http().apiToken()).isEqualTo("typed");
        config("{\"api_token\": \"weak\"}");
        assertThat(settings().http().apiToken()).isEqualTo("of file");
    }

    @Test
    void whatIsEmptyInTheEnvironmentIsNotGiven() {
        Settings.ALL.forEach(setting -> environment.put(setting.variable(), ""));
        assertThat(settings().http().port()).isEqualTo(7700);
        assertThat(settings().http().apiToken()).isNull();
    }

    @Test
    void thePortOfAServiceLinkIsNotOurs() throws IOException {
        config("{\"port\": 1}");
        environment.put("NULLTICKETS_PORT", "tcp://10.96.0.17:7700");
        assertThat(settings().http().port()).isEqualTo(1);
    }

    @Test
    void severalAllowedHostsMayBeGivenOneByOne() {
        assertThat(settings("--allowed-host=a,b", "--allowed-host", "c").http().allowedHosts())
                .containsExactly("a", "b", "c");
    }

    @Test
    void aFlagNeedsNoValue() {
        assertThat(settings("--log-requests", "--port=1").logRequests()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port=-1                    | --port must be a whole number from 0 to 65535, but is -1
            --port=65536                 | --port must be a whole number from 0 to 65535, but is 65536
            --port=+1                    | --port must be a whole number from 0 to 65535, but is +1
            --port=99999999999999999999  | --port must be a whole number from 0 to 65535, but is 99999999999999999999
            --host=                      | --host must not be empty
            --db=                        | --db must not be empty
            --token=' '                  | --token must not be empty
            --token=' secret'            | --token must be printable ASCII characters without a space at either end
            --token=sécret               | --token must be printable ASCII characters without a space at either end
            --config=                    | --config must not be empty
            --synchronous=off            | --synchronous must be full or normal, but is off
            --log-requests=yes           | --log-requests must be true or false, but is yes
            --max-body-bytes=0           | --max-body-bytes must be a whole number from 1 to 1073741824, but is 0
            --min-lease-ttl-ms=0         | --min-lease-ttl-ms must be a whole number from 1 to 315360000000, but is 0
            --idempotency-retention-ms=1d| --idempotency-retention-ms must be a whole number from 1 to 315360000000, but is 1d
            --allowed-host=a,,b          | --allowed-host must be a list of host names or addresses without scheme and port, IPv6 in brackets, but is a,,b
            --allowed-host=a:80          | --allowed-host must be a list of host names or addresses without scheme and port, IPv6 in brackets, but is a:80
            --max-lease-ttl-ms=999       | the shortest lease (min_lease_ttl_ms) must not be longer than the longest (max_lease_ttl_ms), but they are 1000 ms and 999 ms
            """)
    void aWrongOptionIsWrongUsage(String argument, String complaint) {
        // CSV keeps quotes that do not begin the column.
        assertThatThrownBy(() -> settings(argument.replace("'", "")))
                .isInstanceOf(ParameterException.class)
                .hasMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NULLTICKETS_PORT=seven       | NULLTICKETS_PORT must be a whole number from 0 to 65535, but is seven
            NULLTICKETS_DB=' '           | NULLTICKETS_DB must not be empty
            NULLTICKETS_TOKEN=a\tb       | NULLTICKETS_TOKEN must be printable ASCII characters without a space at either end
            NULLTICKETS_LOG_REQUESTS=1   | NULLTICKETS_LOG_REQUESTS must be true or false, but is 1
            NULLTICKETS_CONFIG=/none.json| cannot read the config file /none.json: there is no such file
            NULLTICKETS_TOKEN_FILE=/none | cannot read the token file /none: there is no such file
            NULLTICKETS_MIN_LEASE_TTL_MS=86400001 | the shortest lease (min_lease_ttl_ms) must not be longer than the longest (max_lease_ttl_ms), but they are 86400001 ms and 86400000 ms
            """)
    void aWrongVariableIsAStartFailure(String variable, String complaint) {
        String[] parts = variable.replace("'", "").split("=", 2);
        environment.put(parts[0], parts[1]);
        assertThatThrownBy(this::settings).isInstanceOf(StartFailure.class).hasMessage(complaint);
    }

    @Test
    void whatIsWrongIsRefusedEvenWhereItIsOverruled() {
        environment.put("NULLTICKETS_PORT", "seven");
        assertThatThrownBy(() -> settings("--port=7")).hasMessageStartingWith("NULLTICKETS_PORT must be ");
    }

    @Test
    void aTokenAndATokenFileInOnePlaceExcludeEachOther() throws IOException {
        assertThatThrownBy(() -> settings("--token=a", "--token-file=b"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--token and --token-file exclude each other");
        Path file = config("{\"api_token\": \"a\", \"api_token_file\": \"b\"}");
        assertThatThrownBy(this::settings)
                .isInstanceOf(StartFailure.class)
                .hasMessage("the config file %s is wrong: api_token and api_token_file exclude each other", file);
    }

    @Test
    void aTokenFileMustHoldOneLine() throws IOException {
        Path file = directory.resolve("token");
        Files.writeString(file, "\n\n");
        assertThatThrownBy(() -> settings("--token-file", file.toString()))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the token in the file %s must not be empty", file);
        Files.writeString(file, "a\nb\n");
        assertThatThrownBy(() -> settings("--token-file", file.toString()))
                .hasMessageStartingWith("the token in the file %s must be printable ASCII".formatted(file));
    }

    @Test
    void keysThatMeanNothingAreWarnedOfAndIgnored() throws IOException {
        Path file = config("{\"prot\": 1, \"db\": \"t.db\", \"home\": \"/x\"}");
        assertThat(settings().http().port()).isEqualTo(7700);
        assertThat(warnings)
                .containsExactly("the config file %s has keys that mean nothing: prot, home".formatted(file));
    }

    @Test
    void limitsThatRefuseTheUsualClaimAreWarnedOf() {
        settings("--max-lease-ttl-ms=300000", "--min-lease-ttl-ms=300000");
        assertThat(warnings).isEmpty();
        settings("--max-lease-ttl-ms=299999");
        assertThat(warnings)
                .containsExactly(
                        "a claim without lease_ttl_ms asks for 300000 ms, which is not from 1000 to 299999, and"
                                + " is refused");
    }

    private ServerSettings settings(String... arguments) {
        CommandLine line = Main.commandLine();
        line.parseArgs(arguments);
        environment.put("NULLTICKETS_HOME", directory.toString());
        return SettingSources.of(new GivenOptions(line.getCommandSpec()), environment, warnings::add)
                .server(warnings::add);
    }

    private Path config(String text) throws IOException {
        return Files.writeString(directory.resolve("config.json"), text);
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
