package dev.nulltickets.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/**
 * Hand answers on to a client, and not for ever: one that takes nothing, or too slowly, would hold its connection, and
 * with enough of them all there are. Not safe for use by several threads.
 */
final class Outbound implements DataWriter {
    private final DataWriter socket;
    private final Wait wait;
    private final ClientTimeouts timeouts;

    Outbound(DataWriter socket, Wait wait, ClientTimeouts timeouts) {
        this.socket = socket;
        this.wait = wait;
        this.timeouts = timeouts;
    }

    @Override
    public void write(BufferData... buffers) {
        within(available(buffers), () -> socket.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        within(buffer.available(), () -> socket.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
        within(available(buffers), () -> socket.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        within(buffer.available(), () -> socket.writeNow(buffer));
    }

    @Override
    public void flush() {
        socket.flush();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void within(long bytes, Runnable write) {
        wait.begin(Wait.now() + timeouts.patience(bytes).toNanos());
        try {
            write.run();
        } finally {
            wait.end();
        }
    }

    private static long available(BufferData... buffers) {
        long bytes = 0;
        for (BufferData buffer : buffers) {
            bytes += buffer.available();
        }
        return bytes;
    }
}
