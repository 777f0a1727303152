package dev.nulltickets.app;

import java.io.IOException;
import picocli.CommandLine.Command;

/**
 * Live through a short life of a server, on a database that goes away with it, for the JVM to learn from. The start
 * script runs this in the background to make the ahead-of-time cache of later starts; nobody needs it otherwise.
 */
@Command(
        name = "rehearse",
        description = "Rehearse a server's work on a temporary database, to make an ahead-of-time cache from.",
        hidden = true,
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.ProgramVersion.class)
final class RehearseCommand implements Runnable {

    @Override
    public void run() {
        try (TemporaryDirectory directory = TemporaryDirectory.create("nulltickets-rehearsal")) {
            new Rehearsal(directory.path().resolve("rehearsal.db")).perform();
        } catch (IOException unusable) {
            throw new StartFailure("the rehearsal failed: " + unusable.getMessage(), unusable);
        }
    }
}
