package dev.nulltickets.http;

import java.time.Duration;

/**
 * Bound how long clients may keep the server waiting. Only time spent in waiting for them counts, and each bound is
 * kept to within a quarter of the shortest, five seconds at most.
 *
 * @param head how long the head of a request may take from its first byte on
 * @param body how long a body may pause, and how far it may lag behind {@code bodyBytesPerSecond}, also that of an
 *     answer
 * @param bodyBytesPerSecond how fast a body must come on the whole
 * @param idle how long a connection may stay open without a request
 * @since 0.1.0
 */
public record ClientTimeouts(Duration head, Duration body, int bodyBytesPerSecond, Duration idle) {
    private static final Duration LEAST = Duration.ofMillis(4);
    private static final Duration MOST = Duration.ofDays(1);
    private static final Duration LONGEST_LAPSE = Duration.ofSeconds(5);

    /**
     * Half a minute for heads and for pauses in bodies, 1 KiB per second for bodies, five minutes without a request.
     */
    public static final ClientTimeouts DEFAULT =
            new ClientTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), 1024, Duration.ofMinutes(5));

    public ClientTimeouts {
        requireSane("head", head);
        requireSane("body", body);
        requireSane("idle", idle);
        if (bodyBytesPerSecond < 1) {
            throw new IllegalArgumentException("bodyBytesPerSecond must be at least 1, but is " + bodyBytesPerSecond);
        }
    }

    /** Return how long may pass before the bounds are looked at again. */
    Duration longestLapse() {
        Duration shortest = head.compareTo(body) < 0 ? head : body;
        shortest = shortest.compareTo(idle) < 0 ? shortest : idle;
        Duration quarter = shortest.dividedBy(4);
        return quarter.compareTo(LONGEST_LAPSE) < 0 ? quarter : LONGEST_LAPSE;
    }

    /** Return how long the server waits for so many bytes of a body to come, or to go. */
    Duration patience(long bytes) {
        return body.plusMillis(bytes * 1000 / bodyBytesPerSecond);
    }

    private static void requireSane(String name, Duration value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " must be from 4 ms to a day, but is " + value);
        }
    }
}
