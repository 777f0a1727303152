package dev.nulltickets.core;

import static java.util.Objects.requireNonNull;

/**
 * Hold the answer to a write, as its edge renders it.
 *
 * @param status a number that the edge understands, such as an HTTP status
 * @param body the rendered body, or empty
 * @param changed whether something was changed, so that the answer must be kept for a retry
 * @since 0.1.0
 */
public record Answer(int status, String body, boolean changed) {
    public Answer {
        requireNonNull(body, "body");
    }
}
