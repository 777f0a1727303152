package dev.nulltickets.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Read an API token from a file of its own, the way containers are given their secrets. */
final class TokenFile {
    private TokenFile() {}

    /**
     * Return what the file holds, without the line breaks at its end.
     *
     * @throws StartFailure if it cannot be read, or holds no token
     */
    static String read(Path file) {
        try {
            String token = Files.readString(file).replaceFirst("[\\r\\n]+$", "");
            return Settings.TOKEN.kind().parse(token, file);
        } catch (IOException unreadable) {
            throw new StartFailure(
                    "cannot read the token file " + file + ": " + FileTrouble.reason(unreadable), unreadable);
        } catch (WrongValue wrong) {
            throw new StartFailure("the token in the file " + file + " " + wrong.getMessage(), wrong);
        }
    }
}
