package dev.nulltickets.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Read a password from a file of its own, the way containers are given their secrets. */
final class SecretFile {
    private SecretFile() {}

    /**
     * Return what the file holds, without the line breaks at its end.
     *
     * @throws StartFailure if it cannot be read, or holds nothing
     */
    static String read(Path file) {
        try {
            String secret = Files.readString(file).replaceFirst("[\\r\\n]+$", "");
            if (secret.isEmpty()) {
                throw new StartFailure("the password file " + file + " is empty", null);
            }
            return secret;
        } catch (IOException unreadable) {
            throw new StartFailure(
                    "cannot read the password file " + file + ": " + FileTrouble.reason(unreadable), unreadable);
        }
    }
}
