package dev.nulltickets.http;

import dev.nulltickets.core.spi.StoreOverloadedException;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceDecoder;
import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decode exports of traces on threads of their own, half as many as there are processors. On the threads that carry
 * all requests, which nothing takes away from them, two large exports at a time would make all others wait to their
 * end. What is small is decoded where it is. The threads end when there is nothing to do, so nobody has to stop them.
 * Safe for use by several threads.
 */
final class DecodingThreads implements TraceDecoder {
    /** About fifty spans, at three hundred bytes each. */
    private static final int SMALL_BYTES = 16 * 1024;

    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final long IDLE_SECONDS = 10;

    /** As many as may wait for the store behind it: who is refused is so before any work was done. */
    private static final int MOST_WAITING = 32;

    private final TraceDecoder decoder;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("nulltickets-decoder-", 1).factory());

    DecodingThreads(TraceDecoder decoder) {
        this.decoder = decoder;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public DecodedTraces decode(byte[] body, @Nullable String contentType) {
        if (body.length <= SMALL_BYTES) {
            return decoder.decode(body, contentType);
        }
        FutureTask<DecodedTraces> task = new FutureTask<>(() -> decoder.decode(body, contentType));
        try {
            threads.execute(task);
            return task.get();
        } catch (RejectedExecutionException full) {
            throw new StoreOverloadedException(MOST_WAITING + " exports of traces wait to be decoded already");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            boolean unused = task.cancel(false);
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the server stops", stopped);
        }
    }
}
