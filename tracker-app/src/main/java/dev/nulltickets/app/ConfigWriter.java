package dev.nulltickets.app;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Write a config file so that it is there whole or not at all, and readable by its owner only, since it may hold a
 * token. A link stays one: what it leads to is written.
 */
final class ConfigWriter {
    private ConfigWriter() {}

    /**
     * Write a file, and make the directories that it needs.
     *
     * @throws StartFailure if that is impossible
     */
    static void write(Path file, Map<String, JsonText> members) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), text(members));
        } catch (IOException impossible) {
            throw new StartFailure(
                    "cannot write the config file " + file + ": " + FileTrouble.reason(impossible), impossible);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        // On POSIX, a temporary file is readable by its owner only from the beginning.
        Path temporary = Files.createTempFile(file.getParent(), "config", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Write a member to a line, for people who edit the file. */
    private static String text(Map<String, JsonText> members) {
        return members.entrySet().stream()
                .map(member -> "  " + JsonObject.string(member.getKey()).value() + ": "
                        + member.getValue().value())
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }
}
