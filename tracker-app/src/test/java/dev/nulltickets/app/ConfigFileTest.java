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
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    Path directory;

    @Test
    void everyKeyMayBeLeftOut() throws IOException {
        everyKeyIsLeftOut(read("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"api_token\": null}", "{\"api_token\": \"\"}", "{\"allowed_hosts\": []}"})
    void whatInstallersWriteForNothingIsNothing(String text) throws IOException {
        everyKeyIsLeftOut(read(text));
    }

    @Test
    void anInstallersConfigIsFoundInTheHomeThatTheEnvironmentNames() throws IOException {
        Path home = new Environment(Map.of("NULLTICKETS_HOME", directory.toString())).home();
        everyKeyIsLeftOut(ConfigFile.in(home));
        Files.writeString(directory.resolve("config.json"), "{\"port\": 1234}");
        assertThat(ConfigFile.in(home).value(Settings.PORT)).isEqualTo(1234);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none"})
    void withoutThatVariableTheHomeIsTheUsers(String home) {
        Map<String, String> variables = home.isEmpty() ? Map.of("NULLTICKETS_HOME", "") : Map.of();
        assertThat(new Environment(variables).home())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".nulltickets"));
    }

    @Test
    void theUsersHomeIsWhereTheShellSaysItIs() {
        Map<String, String> variables = Map.of("HOME", directory.toString());
        assertThat(new Environment(variables).home()).isEqualTo(directory.resolve(".nulltickets"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative"})
    void whatNamesNoPlaceIsNoHome(String home) {
        assertThat(new Environment(Map.of("HOME", home)).home())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".nulltickets"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"port": "7700"}        | port must be a whole number from 0 to 65535, but is a string
            {"port": 77.5}          | port must be a whole number from 0 to 65535, but is 77.5
            {"port": 1e3}           | port must be a whole number from 0 to 65535, but is 1e3
            {"port": -1}            | port must be a whole number from 0 to 65535, but is -1
            {"port": 65536}         | port must be a whole number from 0 to 65535, but is 65536
            {"host": 1}             | host must be a host name or an address, but is a number
            {"db": 1}               | db must be a path, or postgresql://user@host:5432/name, but is a number
            {"db": ""}              | db must not be empty
            {"db": "a\\u0000b"}     | db must be a path, or postgresql://user@host:5432/name, but is a\0b
            {"api_token": true}     | api_token must be printable ASCII characters without a space at either end, but is a boolean
            {"api_token": " "}      | api_token must not be empty
            {"log_requests": "true"}| log_requests must be true or false, but is a string
            {"synchronous": true}   | synchronous must be full or normal, but is a boolean
            {"allowed_hosts": "a"}  | allowed_hosts must be a list of host names or addresses without scheme and port, IPv6 in brackets, but is a string
            {"allowed_hosts": [1]}  | allowed_hosts must be a list of host names or addresses without scheme and port, IPv6 in brackets, but is an array
            {"max_body_bytes": null, "min_lease_ttl_ms": []} | min_lease_ttl_ms must be a whole number from 1 to 315360000000, but is an array
            [1]                     | it must be a JSON object, but is an array
            {port: 1}               | malformed JSON at character 1: a member name in quotes was expected
            """)
    void whatIsWrongIsNamed(String text, String complaint) {
        assertThatThrownBy(() -> {
                    ConfigFile file = read(text);
                    Settings.ALL.forEach(file::value);
                })
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

    private static void everyKeyIsLeftOut(ConfigFile file) {
        assertThat(Settings.ALL)
                .allSatisfy(setting -> assertThat((Object) file.value(setting)).isNull());
    }

    private Path path() {
        return directory.resolve("given.json");
    }

    private ConfigFile read(String text) throws IOException {
        return ConfigFile.read(Files.writeString(path(), text));
    }
}
