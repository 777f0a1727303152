package dev.nulltickets.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Hold the requests of a cycle in one lane, made once but for the run and its token. Used by one thread: each call
 * may use the buffer of the one before.
 */
final class Requests {
    /** How long a claim waits for work, if it waits. */
    static final int WAIT_SECONDS = 20;

    private final String apiCredential;
    private final String host;
    private final ByteBuffer create;
    private final ByteBuffer claim;
    private final ByteBuffer waitingClaim;
    private final byte[] eventTail;
    private final byte[] transitionTail;
    private final ByteBuffer buffer = ByteBuffer.allocate(4 * 1024);

    Requests(Target target, Lane lane, String agent, boolean limited) {
        host = "Host: " + target.base().getRawAuthority() + "\r\n";
        apiCredential = credential(target.apiToken());
        create = whole("/tasks", "", create(lane));
        claim = whole("/leases/claim", "", claim(lane, agent, limited));
        waitingClaim = whole("/leases/claim", "Prefer: wait=" + WAIT_SECONDS + "\r\n", claim(lane, agent, limited));
        eventTail = tail(event());
        transitionTail = tail("{\"trigger\":\"" + Shape.TRIGGER + "\"}");
    }

    ByteBuffer create() {
        return create.rewind();
    }

    ByteBuffer claim() {
        return claim.rewind();
    }

    /** Return a claim that waits until there is work, or for {@link #WAIT_SECONDS}. */
    ByteBuffer waitingClaim() {
        return waitingClaim.rewind();
    }

    ByteBuffer event(Held held) {
        return ofRun(held, "/events", eventTail);
    }

    ByteBuffer transition(Held held) {
        return ofRun(held, "/transition", transitionTail);
    }

    /**
     * Hold a run.
     *
     * @param token what opens its lease
     */
    record Held(String runId, String token) {
        /** Read the answer to a claim. */
        static Held of(JsonSlice answer) {
            return new Held(answer.string("\"run\"", "\"id\""), answer.string("\"lease_token\""));
        }
    }

    static String event() {
        return "{\"kind\":\"" + Shape.EVENT_KIND + "\",\"data\":" + Shape.EVENT_DATA + "}";
    }

    static String create(Lane lane) {
        return "{\"pipeline_id\":\"%s\",\"title\":\"%s\",\"description\":\"%s\",\"metadata\":%s}"
                .formatted(lane.pipelineId(), Shape.TITLE, Shape.DESCRIPTION, Shape.METADATA);
    }

    static String claim(Lane lane, String agent, boolean limited) {
        String limits = limited ? ",\"concurrency\":{\"per_state\":{\"" + Shape.CLOSED + "\":1}}" : "";
        return "{\"agent_id\":\"%s\",\"agent_role\":\"%s\"%s}".formatted(agent, lane.role(), limits);
    }

    private ByteBuffer whole(String path, String headers, String body) {
        return ByteBuffer.wrap(bytes("POST " + path + " HTTP/1.1\r\n" + headers + apiCredential + head(body) + body));
    }

    private byte[] tail(String body) {
        return bytes("\r\n" + head(body) + body);
    }

    private String head(String body) {
        return host + "Content-Type: application/json\r\nContent-Length: " + bytes(body).length + "\r\n\r\n";
    }

    @SuppressWarnings("deprecation") // It copies the low bytes only, which for ids and tokens is right and quick.
    private ByteBuffer ofRun(Held held, String what, byte[] tail) {
        String line = "POST /runs/" + held.runId() + what + " HTTP/1.1\r\nAuthorization: Bearer " + held.token();
        line.getBytes(0, line.length(), buffer.array(), 0);
        System.arraycopy(tail, 0, buffer.array(), line.length(), tail.length);
        return buffer.clear().limit(line.length() + tail.length);
    }

    private static String credential(@Nullable String token) {
        return token == null ? "" : "Authorization: Bearer " + token + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
