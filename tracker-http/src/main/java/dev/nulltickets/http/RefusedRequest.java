package dev.nulltickets.http;

/** Carry the answer to a request that HTTP itself refuses. It has no stack trace: it is an answer, not a fault. */
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    RefusedRequest(Reply reply) {
        super(reply.body(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
