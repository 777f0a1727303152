package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Proves that the parser would understand a plain command line the same way. */
class PlainOptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "--port=0",
                "--port 7701 --db a.db",
                "serve --db=a=b.db --host ::1",
                "--token=a=b --allowed-host one,two",
                "--log-requests=true --synchronous NORMAL",
                "--log-requests false --max-body-bytes=10",
                "--token-file=@file --idempotency-retention-ms 5"
            })
    void theyMeanWhatTheParserReads(String line) {
        PlainOptions plain = PlainOptions.of(arguments(line)).orElseThrow();
        for (Setting<?> setting : Settings.ALL) {
            assertThat(plain.text(setting))
                    .as(setting.flag())
                    .isEqualTo(parsed(line).text(setting));
        }
        assertThat(plain.base()).isEqualTo(parsed(line).base());
        assertThat(plain.name(Settings.PORT)).isEqualTo(parsed(line).name(Settings.PORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "--export-manifest",
                "backup file",
                "--port",
                "--port=",
                "--port --db",
                "--port=65536",
                "--prot=1",
                "--port=1 --port=2",
                "--allowed-host=a --allowed-host=b",
                "--log-requests",
                "--log-requests --port=1",
                "--port=1 serve",
                "serve serve",
                "--",
                "-h",
                "--token=-x",
                "file"
            })
    void everythingElseIsLeftToTheParser(String line) {
        assertThat(PlainOptions.of(arguments(line))).isEmpty();
    }

    @Test
    void settingsThatExcludeEachOtherAreWrongUsage() {
        PlainOptions plain = PlainOptions.of("--token=a", "--token-file=b").orElseThrow();
        assertThatThrownBy(() -> new SettingSources(List.of(plain)).server(PlainOptionsTest::warned))
                .isInstanceOf(PlainOptions.WrongUsage.class)
                .hasMessage("--token and --token-file exclude each other");
    }

    private static void warned(String warning) {
        throw new AssertionError(warning);
    }

    private static String[] arguments(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }

    private static GivenOptions parsed(String line) {
        CommandLine main = RootCommand.commandLine();
        CommandLine.ParseResult result = main.parseArgs(arguments(line));
        return new GivenOptions(result.hasSubcommand() ? result.subcommand().commandSpec() : result.commandSpec());
    }
}
