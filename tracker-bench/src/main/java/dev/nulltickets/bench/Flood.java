package dev.nulltickets.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Flood a server with spans at a fixed rate, from exporters that each send one export after the other on a thread and
 * a connection of their own. An exporter that is answered later than the next is due sends that at once, and so falls
 * short of the rate if the server cannot keep up. What is refused with 503 is counted, and not sent again. Ends when
 * closed.
 */
final class Flood implements AutoCloseable {
    private static final int OVERLOAD = 503;
    private static final int OK = 200;
    private static final int DIGITS = 3;
    private static final byte[] LENGTH = AnswerHead.bytes("content-length:");
    private static final byte[] CLOSE = AnswerHead.bytes("connection: close");

    private final Target target;
    private final long nanosBetween;
    private final List<Thread> threads = new ArrayList<>();
    private final Histogram exports = new Histogram(DIGITS);
    private final Map<String, Long> errors = new TreeMap<>();
    private long accepted;
    private long refused;
    private volatile boolean ended;

    private Flood(Target target, int exporters, long nanosBetween) {
        this.target = target;
        this.nanosBetween = exporters * nanosBetween;
        exports.setAutoResize(true);
    }

    /**
     * Begin.
     *
     * @param run what the spans belong to
     */
    static Flood begin(Target target, String run, int exporters, double spansPerSecond) {
        long between = Math.round(1e9 * ExportBytes.SPANS / spansPerSecond);
        Flood flood = new Flood(target, exporters, between);
        long now = System.nanoTime();
        for (int i = 0; i < exporters; i++) {
            long first = now + i * between;
            ExportBytes bytes = ExportBytes.of(target, run);
            SplittableRandom random = new SplittableRandom();
            flood.threads.add(
                    Thread.ofPlatform().name("exporter-" + i).start(() -> flood.export(bytes, random, first)));
        }
        return flood;
    }

    /** End, and wait for the answers that are outstanding. */
    @Override
    public void close() {
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("a measurement is not to be interrupted", interrupted);
            }
        }
    }

    /** Return how many spans were accepted so far. */
    synchronized long accepted() {
        return accepted;
    }

    /** Return how many exports were refused so far because there was too much to do. */
    synchronized long refused() {
        return refused;
    }

    synchronized Map<String, Long> errors() {
        return new TreeMap<>(errors);
    }

    /** Return a percentile of the time that an export took, in milliseconds. */
    synchronized double millis(double percentile) {
        return exports.getValueAtPercentile(percentile) / 1e6;
    }

    private void export(ExportBytes bytes, SplittableRandom random, long first) {
        long due = first;
        while (!ended) {
            try (SocketChannel channel = SocketChannel.open(target.address())) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                boolean open = true;
                while (open && !ended) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    if (due - System.nanoTime() <= 0) {
                        due = Math.max(due, System.nanoTime() - nanosBetween) + nanosBetween;
                        open = exchange(channel, bytes.next(random));
                    }
                }
            } catch (IOException | UncheckedIOException broken) {
                error("export: " + broken.getMessage());
                LockSupport.parkNanos(nanosBetween);
            }
        }
    }

    /** Send one export, and say whether the connection is of further use. */
    private boolean exchange(SocketChannel channel, ByteBuffer request) throws IOException {
        long sentAt = System.nanoTime();
        while (request.hasRemaining()) {
            channel.write(request);
        }
        ByteBuffer answer = ByteBuffer.allocate(4 * 1024);
        AnswerHead head = null;
        while (head == null || answer.position() < head.end() + Math.max(0, head.number(LENGTH))) {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            head = AnswerHead.of(answer.array(), answer.position());
        }
        count(head, System.nanoTime() - sentAt);
        return head.find(CLOSE) < 0;
    }

    private synchronized void count(AnswerHead head, long nanos) {
        int status = head.status();
        exports.recordValue(nanos);
        // An answer that says anything says what was not accepted.
        if (status == OK && head.number(LENGTH) == 0) {
            accepted += ExportBytes.SPANS;
        } else if (status == OVERLOAD) {
            refused++;
        } else {
            error("export: " + status);
        }
    }

    private synchronized void error(String what) {
        errors.merge(what, 1L, Long::sum);
    }
}
