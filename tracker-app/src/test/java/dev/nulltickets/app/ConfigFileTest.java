package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    @TempDir
    Path directory;

    @Test
    void allFieldsAreRead() throws IOException {
        ConfigFile file = read("{\"port\": 8080, \"db\": \"/data/t.db\", \"api_token\": \"secret\", \"home\": \"/x\"}");
        assertThat(file).isEqualTo(new ConfigFile(8080, Path.of("/data/t.db"), "secret"));
    }

    @Test
    void allFieldsMayBeLeftOut() throws IOException {
        assertThat(read("{\"port\": null}")).isEqualTo(new ConfigFile(null, null, null));
    }

    @Test
    void aRelativeDatabaseIsRelativeToTheFile() throws IOException {
        assertThat(read("{\"db\": \"data/t.db\"}").database()).isEqualTo(directory.resolve("data/t.db"));
    }

    @Test
    void anEmptyTokenIsNone() throws IOException {
        assertThat(read("{\"api_token\": \"\"}").apiToken()).isNull();
    }

    @Test
    void theDefaultPlaceIsInTheHomeThatTheEnvironmentNames() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"port\": 1234}");
        assertThat(ConfigFile.atDefaultPlace(Map.of("NULLTICKETS_HOME", directory.toString()))
                        .port())
                .isEqualTo(1234);
    }

    @Test
    void nothingAtTheDefaultPlaceIsNoFailure() {
        assertThat(ConfigFile.atDefaultPlace(Map.of("NULLTICKETS_HOME", directory.toString())))
                .isEqualTo(new ConfigFile(null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"port": "7700"}      | port must be a whole number, but is a string
            {"port": 77.5}        | port must be a whole number, but is 77.5
            {"port": -1}          | port must be from 0 to 65535, but is -1
            {"port": 65536}       | port must be from 0 to 65535, but is 65536
            {"db": 1}             | db must be a string, but is 1
            {"db": ""}            | db must not be empty
            {"db": "a\\u0000b"}   | db is not a path: Nul character not allowed
            {"api_token": true}   | api_token must be a string, but is a boolean
            {"api_token": " "}    | api_token must not be blank
            [1]                   | it must be a JSON object, but is an array
            {port: 1}             | malformed JSON at character 1: a member name in quotes was expected
            """)
    void whatIsWrongIsNamed(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the config file %s is wrong: %s".formatted(path(), complaint));
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        assertThatThrownBy(() -> ConfigFile.read(path()))
                .hasMessage("cannot read the config file %s: there is no such file", path());
        Files.write(path(), new byte[] {'{', (byte) 0xff, '}'});
        assertThatThrownBy(() -> ConfigFile.read(path()))
                .hasMessage("cannot read the config file %s: it is not UTF-8", path());
    }

    private Path path() {
        return directory.resolve("given.json");
    }

    private ConfigFile read(String text) throws IOException {
        return ConfigFile.read(Files.writeString(path(), text));
    }
}
