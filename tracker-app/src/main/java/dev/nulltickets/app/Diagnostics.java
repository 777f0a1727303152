package dev.nulltickets.app;

import java.io.PrintWriter;

/**
 * Tell the user on stderr what is wrong, in one line each, even where a file name or an argument holds a line break.
 */
record Diagnostics(PrintWriter err) {

    void failure(String message) {
        err.println("nulltickets: " + message.replaceAll("\\p{Cntrl}+", " "));
        err.flush();
    }

    void warning(String message) {
        failure("warning: " + message);
    }
}
