package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.spi.StoreOverloadedException;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
    void whatIsTooMuchIsRefusedBeforeItIsDecoded() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        DecodedTraces decoded = new DecodedTraces(TraceEncoding.BLOB, List.of(), 0, "");
        DecodingThreads decoder = new DecodingThreads((body, contentType) -> {
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return decoded;
        });
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    assertThat(decoder.decode(LARGE, null)).isSameAs(decoded);
                } catch (StoreOverloadedException full) {
                    if (refused.incrementAndGet() > 100) {
                        gate.countDown();
                    }
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(refused).hasValueGreaterThan(100);
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
