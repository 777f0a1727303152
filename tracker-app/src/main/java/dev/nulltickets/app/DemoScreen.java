package dev.nulltickets.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/** Show in lines of at most 80 columns what the agents of the demo do. Safe for use by several threads. */
final class DemoScreen {

    /** Say what an event means for its task: the colour of its line. */
    enum Tone {
        PLAIN(""),
        GOOD("green"),
        TROUBLE("yellow"),
        BAD("red");

        private final String style;

        Tone(String style) {
            this.style = style;
        }
    }

    private static final Map<String, String> AGENT_STYLES =
            Map.of("researcher", "cyan", "coder-1", "fg(111)", "coder-2", "fg(111)", "reviewer", "magenta");

    private final PrintStream out;
    private final Ansi ansi;
    private final LongSupplier nanoTime;
    private volatile long begin;

    DemoScreen(PrintStream out, Ansi ansi, LongSupplier nanoTime) {
        this.out = out;
        this.ansi = ansi;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** Count the time from now. */
    void startClock() {
        begin = nanoTime.getAsLong();
    }

    /** Show that an agent did something with a task. */
    void show(String agent, int task, Tone tone, String what) {
        double seconds = (nanoTime.getAsLong() - begin) / 1e9;
        print(styled("faint", String.format(Locale.ROOT, "%5.1f s", seconds))
                + "  " + styled(AGENT_STYLES.getOrDefault(agent, ""), "%-10s".formatted(agent))
                + "  " + styled("bold", "#" + task)
                + "  " + styled(tone.style, what));
    }

    /** Show a line that stands out. */
    void headline(String text) {
        print(styled("bold", text));
    }

    /** Show a line of a table, whose last column is in a colour. */
    void row(String columns, Tone tone, String last) {
        print(columns + styled(tone.style, last));
    }

    /** Show a line as it is. */
    void print(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private String styled(String style, String text) {
        return style.isEmpty() ? text : ansi.string("@|" + style + " " + text + "|@");
    }
}
