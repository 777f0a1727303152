package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

/** Holds every wrong setting to one clear message, and to the status of the place where it was given. */
class WrongSettingTest {
    @TempDir
    Path directory;

    private SettingsBench bench;

    @BeforeEach
    void setUp() {
        bench = new SettingsBench(directory);
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
        assertThatThrownBy(() -> bench.settings(argument.replace("'", "")))
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
        bench.environment.put(parts[0], parts[1]);
        assertThatThrownBy(bench::settings).isInstanceOf(StartFailure.class).hasMessage(complaint);
    }

    @Test
    void whatIsWrongIsRefusedEvenWhereItIsOverruled() {
        bench.environment.put("NULLTICKETS_PORT", "seven");
        assertThatThrownBy(() -> bench.settings("--port=7")).hasMessageStartingWith("NULLTICKETS_PORT must be ");
    }

    @Test
    void aTokenAndATokenFileInOnePlaceExcludeEachOther() throws IOException {
        assertThatThrownBy(() -> bench.settings("--token=a", "--token-file=b"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--token and --token-file exclude each other");
        Path file = bench.config("{\"api_token\": \"a\", \"api_token_file\": \"b\"}");
        assertThatThrownBy(bench::settings)
                .isInstanceOf(StartFailure.class)
                .hasMessage("the config file %s is wrong: api_token and api_token_file exclude each other", file);
    }

    @Test
    void aTokenFileMustHoldOneLine() throws IOException {
        Path file = directory.resolve("token");
        Files.writeString(file, "\n\n");
        assertThatThrownBy(() -> bench.settings("--token-file", file.toString()))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the token in the file %s must not be empty", file);
        Files.writeString(file, "a\nb\n");
        assertThatThrownBy(() -> bench.settings("--token-file", file.toString()))
                .hasMessageStartingWith("the token in the file %s must be printable ASCII".formatted(file));
    }
}
