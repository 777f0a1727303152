package dev.nulltickets.bench;

/**
 * Hold an answer as long as its connection is not used again.
 *
 * @param sentAt when its request was sent, in nanoseconds
 * @param body empty if there is none
 */
record Answer(int status, long sentAt, JsonSlice body) {
    private static final int FIRST_ERROR = 400;

    /** Say why this is not the answer that was wanted, in words that are the same each time. */
    String refusal() {
        return status < FIRST_ERROR ? Integer.toString(status) : status + " " + body.string("\"code\"");
    }
}
