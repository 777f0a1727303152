package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ServeOptionsTest {
    @TempDir
    Path directory;

    @Test
    void withoutAnythingTheDefaultsHold() {
        assertThat(settings()).isEqualTo(new ServerSettings("127.0.0.1", 7700, Path.of("nulltickets.db"), null, false));
    }

    @Test
    void theFileWinsOverTheDefaults() throws IOException {
        write("config.json", "{\"port\": 1, \"db\": \"file.db\", \"api_token\": \"file\"}");
        assertThat(settings())
                .isEqualTo(new ServerSettings("127.0.0.1", 1, directory.resolve("file.db"), "file", false));
    }

    @Test
    void optionsWinOverTheFile() throws IOException {
        write("config.json", "{\"port\": 1, \"db\": \"file.db\", \"api_token\": \"file\"}");
        assertThat(settings("--port=2", "--db=option.db", "--token=option", "--host=::1", "--log-requests"))
                .isEqualTo(new ServerSettings("::1", 2, Path.of("option.db"), "option", true));
    }

    @Test
    void theFileThatIsAskedForTakesThePlaceOfTheDefaultOne() throws IOException {
        write("config.json", "{\"port\": 1, \"api_token\": \"file\"}");
        Path other = write("other.json", "{\"port\": 3}");
        assertThat(settings("--config", other.toString()))
                .isEqualTo(new ServerSettings("127.0.0.1", 3, Path.of("nulltickets.db"), null, false));
    }

    @Test
    void valuesThatAreNotAllowedAreWrongUsage() {
        assertRefused("--port must be from 0 to 65535, but is -1", "--port=-1");
        assertRefused("--port must be from 0 to 65535, but is 65536", "--port=65536");
        assertRefused("--host must not be empty", "--host=");
        assertRefused("--db must not be empty", "--db=");
        assertRefused("--token must not be empty", "--token= ");
        assertRefused("--config must not be empty", "--config=");
    }

    private void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> settings(arguments))
                .isInstanceOf(ParameterException.class)
                .hasMessage(message);
    }

    private ServerSettings settings(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.options.settings(Map.of("NULLTICKETS_HOME", directory.toString()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Command
    private static final class Holder {
        @Mixin
        private final ServeOptions options = new ServeOptions();
    }
}
