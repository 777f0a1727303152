package dev.nulltickets.http;

import io.helidon.http.Status;

/** Answer what HTTP itself refuses, in the shape of every other error. */
final class HttpErrors {
    private HttpErrors() {}

    /**
     * Answer a request that the server below could not read. Where it ends nobody knows, so the connection ends with
     * it.
     *
     * @param limit the most bytes that a body may have
     */
    static Reply reply(Status status, int limit) {
        Reply reply = switch (status.code()) {
            case 408 -> Reply.error(408, "timeout", "the request did not come to its end in time");
            case 413 -> tooLarge(limit);
            case 414 -> Reply.error(414, "bad_request", "the request line is too long");
            case 431 ->
                Reply.error(
                        431, "bad_request", "the headers may have at most " + RequestHead.MAX_HEADERS_BYTES + " bytes");
            case 500 -> Reply.error(500, "internal", "the tracker failed to answer; its log says why");
            default -> Reply.error(status.code(), "bad_request", "the server cannot read this request");
        };
        return reply.closing();
    }

    /** Answer a request whose body is in an encoding that the server does not undo. */
    static Reply encoded() {
        return Reply.error(
                415,
                "unsupported_media_type",
                "Content-Encoding must be identity, or absent; for traces it may be gzip");
    }

    static Reply tooLarge(int limit) {
        return Reply.error(413, "payload_too_large", "the body may have at most " + limit + " bytes");
    }
}
