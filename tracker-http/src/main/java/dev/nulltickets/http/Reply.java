package dev.nulltickets.http;

import dev.nulltickets.core.Answer;
import dev.nulltickets.core.Cancellation;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold the answer to a request.
 *
 * @param body the JSON body; empty for none
 * @param kept whether a retry with the same idempotency key gets this answer again
 * @param headers what is sent beside the ordinary headers
 * @param later what makes the answer in time, in place of this one; null if this one stands
 */
record Reply(
        int status,
        String body,
        boolean kept,
        Map<String, String> headers,
        @Nullable Later later) {

    /** Make an answer that has to be waited for. */
    @FunctionalInterface
    interface Later {
        /** Wait no longer than until {@code ending} is cancelled. */
        Reply await(Cancellation ending);
    }

    Reply(int status, String body, boolean kept) {
        this(status, body, kept, Map.of(), null);
    }

    /** Answer when there is something to answer, without anything that the request holds. */
    static Reply waiting(Later later) {
        return new Reply(204, "", false, Map.of(), later);
    }

    static Reply ok(JsonText body) {
        return new Reply(200, body.value(), true);
    }

    static Reply created(JsonText body) {
        return new Reply(201, body.value(), true);
    }

    /** Answer that it was done, and that there is nothing to say of it. */
    static Reply done() {
        return new Reply(204, "", true);
    }

    /** Answer that there was nothing to do, so that a retry may find something. */
    static Reply nothing() {
        return new Reply(204, "", false);
    }

    static Reply error(int status, String code, String message) {
        JsonText error =
                new JsonObject().put("code", code).put("message", message).build();
        return new Reply(status, new JsonObject().put("error", error).build().value(), false);
    }

    /** Return the same answer with one header more than the ordinary ones. */
    Reply withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, kept, Map.copyOf(more), later);
    }

    /** Return the same answer as the last one on its connection. */
    Reply closing() {
        return withHeader("Connection", "close");
    }

    boolean closes() {
        return headers.containsKey("Connection");
    }

    static Reply of(Answer answer) {
        return new Reply(answer.status(), answer.body(), answer.changed());
    }

    Answer answer() {
        return new Answer(status, body, kept);
    }
}
