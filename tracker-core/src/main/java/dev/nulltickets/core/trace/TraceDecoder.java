package dev.nulltickets.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * Read the body of an OTLP trace export request. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TraceDecoder {
    /**
     * Read a body.
     *
     * @param contentType what the sender says that the body is, or null
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidJson} if the body says that it is JSON
     *     and is not, or holds a field of the wrong type
     */
    DecodedTraces decode(byte[] body, @Nullable String contentType);
}
