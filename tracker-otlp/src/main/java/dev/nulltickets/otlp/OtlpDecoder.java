package dev.nulltickets.otlp;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceDecoder;
import dev.nulltickets.core.trace.TraceEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Read OTLP trace export requests in JSON and in protobuf. A body that says it is JSON is refused if it is not; one
 * that says it is protobuf, and is not, is left unread, and the problem says why; one that says nothing of use is
 * read if it turns out to be a request in JSON, and left unread otherwise. Spans that cannot be kept are skipped and
 * counted. Reading takes time that grows with the size of the body alone. The classes of protobuf are loaded with the
 * first body that needs them. Stateless, so safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class OtlpDecoder implements TraceDecoder {
    private static final DecodedTraces UNREAD = new DecodedTraces(TraceEncoding.BLOB, List.of(), 0, "");

    /** Make a decoder. */
    public OtlpDecoder() {}

    @Override
    public DecodedTraces decode(byte[] body, @Nullable String contentType) {
        return switch (MediaType.of(contentType)) {
            case JSON -> json(body);
            case PROTOBUF -> ProtobufRequest.decode(body);
            case OTHER -> startsLikeAnObject(body) ? jsonIfItIs(body) : UNREAD;
        };
    }

    private static DecodedTraces json(byte[] body) {
        String text = StrictUtf8.decode(body);
        if (text == null) {
            throw new Rejection.InvalidJson("the body is not UTF-8").asException();
        }
        SpanCollector collector = new SpanCollector();
        JsonRequest.of(text).readInto(collector);
        return collector.decoded(TraceEncoding.JSON);
    }

    private static DecodedTraces jsonIfItIs(byte[] body) {
        String text = StrictUtf8.decode(body);
        if (text == null) {
            return UNREAD;
        }
        try {
            JsonRequest request = JsonRequest.of(text);
            if (!request.hasResourceSpans()) {
                return UNREAD;
            }
            SpanCollector collector = new SpanCollector();
            request.readInto(collector);
            return collector.decoded(TraceEncoding.JSON);
        } catch (RejectedException notARequest) {
            return UNREAD;
        }
    }

    /** Say whether it is worth the while to parse: bytes of unknown kind may be many, and anything. */
    private static boolean startsLikeAnObject(byte[] body) {
        for (byte one : body) {
            if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
                return one == '{';
            }
        }
        return false;
    }
}
