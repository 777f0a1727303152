package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class InstallRequestTest {
    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void nameTheFile() {
        config = directory.resolve("a/home/config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7701", "\"7701\""})
    void whatIsAskedForIsWritten(String port) throws IOException {
        install("""
                {"port": %s, "db_path": "data/t.db", "api_token": "a \\"secret\\"", "colour": "red"}
                """.formatted(port));
        assertThat(config).hasContent("""
                {
                  "port": 7701,
                  "db": "data/t.db",
                  "api_token": "a \\"secret\\""
                }
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"port\": null, \"db_path\": null, \"api_token\": null, \"home\": null}",
                "{\"port\": \"\", \"db_path\": \"\", \"api_token\": \"\", \"home\": \"\"}"
            })
    void whatIsLeftOutGetsItsDefault(String request) throws IOException {
        install(request);
        assertThat(config).hasContent("{\n  \"port\": 7700,\n  \"db\": \"nulltickets.db\",\n  \"api_token\": null\n}");
    }

    @Test
    void theHomeOfTheRequestWinsOverThatOfTheEnvironment() throws IOException {
        Path home = directory.resolve("other");
        install("{\"home\": \"%s\"}".formatted(home));
        assertThat(home.resolve("config.json")).exists();
        assertThat(config).doesNotExist();
    }

    @Test
    void whatAnInstallerDoesNotKnowOrSayStays() throws IOException {
        exists(
                "{\"host\": \"::1\", \"port\": 1, \"api_token\": \"old\", \"db\": \"old.db\", \"note\": {\"a\": [1.50]}}");
        install("{\"port\": 2, \"db_path\": \"new.db\", \"api_token\": \"\"}");
        assertThat(config).hasContent("""
                {
                  "host": "::1",
                  "port": 2,
                  "api_token": "old",
                  "db": "new.db",
                  "note": {"a": [1.50]}
                }
                """);
    }

    @Test
    void aTokenTakesThePlaceOfATokenFile() throws IOException {
        exists("{\"port\": 1, \"db\": \"t.db\", \"api_token_file\": \"secret\"}");
        install("{}");
        assertThat(Files.readString(config)).contains("\"api_token_file\": \"secret\"");
        install("{\"api_token\": \"new\"}");
        assertThat(Files.readString(config)).contains("\"api_token\": \"new\"").doesNotContain("api_token_file");
    }

    @Test
    void onlyTheOwnerReadsItAndNothingElseIsLeftBehind() throws IOException {
        exists("{}");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        install("{\"api_token\": \"secret\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(config.getParent())) {
            assertThat(files).containsExactly(config);
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path target = Files.writeString(directory.resolve("kept.json"), "{\"host\": \"::1\"}");
        Files.createDirectories(config.getParent());
        Files.createSymbolicLink(config, target);
        install("{}");
        assertThat(config).isSymbolicLink();
        assertThat(Files.readString(target)).contains("\"host\": \"::1\"", "\"port\": 7700");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"port": 65536}     | port must be a whole number from 0 to 65535, but is 65536
            {"port": "x"}       | port must be a whole number from 0 to 65535, but is x
            {"port": true}      | port must be a whole number from 0 to 65535, but is a boolean
            {"port": 7700.0}    | port must be a whole number from 0 to 65535, but is 7700.0
            {"db_path": 1}      | db_path must be a path, or postgresql://user@host:5432/name, but is a number
            {"db_path": " "}    | db_path must not be empty
            {"api_token": "ü"}  | api_token must be printable ASCII characters without a space at either end
            {"home": 1}         | home must be a path, but is a number
            {"home": " "}       | home must not be empty
            []                  | it must be a JSON object
            {"port": 1          | malformed JSON at character 10: '}' was expected
            """)
    void whatIsWrongIsNamedAndNothingIsWritten(String request, String complaint) {
        assertThatThrownBy(() -> install(request))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--from-json is wrong: " + complaint);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNoConfigIsLeftAlone() throws IOException {
        exists("port = 7700");
        assertThatThrownBy(() -> install("{}"))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("the config file %s is wrong: malformed JSON".formatted(config));
        assertThat(config).hasContent("port = 7700");
    }

    @Test
    void aHomeThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(directory.resolve("a"), "in the way");
        assertThatThrownBy(() -> install("{}"))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("cannot write the config file %s: ".formatted(config));
    }

    private void exists(String text) throws IOException {
        Files.createDirectories(config.getParent());
        Files.writeString(config, text);
    }

    private void install(String request) {
        InstallRequest.parse(RootCommand.commandLine().getCommandSpec(), request)
                .fulfil(new Environment(
                        Map.of("NULLTICKETS_HOME", config.getParent().toString())));
    }
}
