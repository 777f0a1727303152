package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.app.DemoScreen.Tone;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class DemoScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);

    @Test
    void aLineTellsTimeAgentAndTask() {
        DemoScreen screen = screen(Ansi.OFF);
        screen.startClock();
        nanos.addAndGet(1_250_000_000L);
        screen.show("coder-1", 4, Tone.BAD, "falls silent");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("  1.3 s  coder-1     #4  falls silent\n");
    }

    @Test
    void aTerminalGetsColours() {
        screen(Ansi.ON).row("plain ", Tone.GOOD, "done");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("plain \u001b[32mdone");
    }

    private DemoScreen screen(Ansi ansi) {
        return new DemoScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), ansi, nanos::get);
    }
}
