package dev.nulltickets.app;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/**
 * Show what the tracker does, in about ten seconds: a server of its own on a temporary database, and agents that work
 * on it over HTTP. Nothing stays behind.
 */
@Command(
        name = "demo",
        description = "Watch four agents work on eight tasks, for about ten seconds. Nothing stays behind.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.ProgramVersion.class)
final class DemoCommand implements Runnable {

    @Override
    public void run() {
        DemoScreen screen = new DemoScreen(System.out, Ansi.AUTO, System::nanoTime);
        screen.headline("nullTickets demo: four agents work on eight tasks.");
        try (DemoHouse house = new DemoHouse()) {
            DemoCrew crew = new DemoCrew();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(crew, house), "nulltickets-shutdown"));
            Optional<URI> server = house.open();
            if (server.isPresent() && !crew.isDismissed()) {
                new Demo(server.get(), crew, screen).perform();
            }
        } catch (IOException unusable) {
            throw new StartFailure("the demo failed: " + unusable.getMessage(), unusable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(DemoCrew crew, DemoHouse house) {
        crew.dismiss();
        house.close();
    }
}
