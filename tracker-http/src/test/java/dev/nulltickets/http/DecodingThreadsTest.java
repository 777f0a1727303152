package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceEncoding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decode what is large elsewhere, so that the threads that carry requests stay free. */
class DecodingThreadsTest {
    private static final byte[] SMALL = new byte[100];
    private static final byte[] LARGE = new byte[100_000];

    @Test
    void whatIsLargeIsDecodedOnAThreadOfThePlatform() {
        List<Thread> threads = new ArrayList<>();
        DecodedTraces decoded = new DecodedTraces(TraceEncoding.BLOB, List.of(), 0, "");
        DecodingThreads decoder = new DecodingThreads((body, contentType) -> {
            threads.add(Thread.currentThread());
            return decoded;
        });
        assertThat(decoder.decode(SMALL, null)).isSameAs(decoded);
        assertThat(decoder.decode(LARGE, "x")).isSameAs(decoded);
        assertThat(threads).first().isSameAs(Thread.currentThread());
        assertThat(threads).last().isNotSameAs(Thread.currentThread()).satisfies(thread -> {
            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.isDaemon()).isTrue();
        });
    }

    @Test
    void whatTheDecoderThrowsIsThrown() {
        RuntimeException refusal = new Rejection.InvalidJson("no").asException();
        OutOfMemoryError error = new OutOfMemoryError("too much");
        for (byte[] body : List.of(SMALL, LARGE)) {
            assertThatThrownBy(() -> new DecodingThreads((bytes, type) -> {
                                throw refusal;
                            })
                            .decode(body, null))
                    .isSameAs(refusal);
            assertThatThrownBy(() -> new DecodingThreads((bytes, type) -> {
                                throw error;
                            })
                            .decode(body, null))
                    .isSameAs(error);
        }
    }
}
