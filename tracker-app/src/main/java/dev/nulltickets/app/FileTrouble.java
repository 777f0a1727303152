package dev.nulltickets.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Say in words what Java's file exceptions say by their type: the message of most of them is only the path. */
final class FileTrouble {
    private FileTrouble() {}

    static String reason(IOException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (trouble instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (trouble instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (trouble instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        String reason = trouble instanceof FileSystemException other ? other.getReason() : null;
        return String.valueOf(reason == null ? trouble.getMessage() : reason);
    }
}
