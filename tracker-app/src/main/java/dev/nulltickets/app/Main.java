package dev.nulltickets.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Start the server from the command line. */
@Command(name = "nulltickets", description = "A headless task tracker server for AI agents.")
public final class Main implements Runnable {

    private Main() {}

    /**
     * Run the command that the arguments name.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        System.out.println("nulltickets " + Version.current());
    }
}
