package dev.nulltickets.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exchange one request after the other with a server over HTTP/1.1, as cheaply as it goes: of an answer only the
 * status, the length and what a listener asks for is read. A server that closes gets a new connection. Used by one
 * thread.
 */
final class Connection implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final byte[] LENGTH = AnswerHead.bytes("content-length:");
    private static final byte[] CLOSE = AnswerHead.bytes("connection: close");

    private final InetSocketAddress address;
    private final Selector selector;
    private SocketChannel channel;
    private byte[] received = new byte[8 * 1024];
    private int filled;
    private @Nullable Listener listener;
    private long sentAt;

    Connection(InetSocketAddress address, Selector selector) throws IOException {
        this.address = address;
        this.selector = selector;
        this.channel = open();
    }

    /** Send a request. The one before must have been answered. */
    void send(ByteBuffer request, Listener hearer) {
        if (listener != null) {
            throw new IllegalStateException("one request at a time");
        }
        listener = hearer;
        sentAt = System.nanoTime();
        try {
            while (request.hasRemaining()) { // A small request always fits.
                channel.write(request);
            }
        } catch (IOException problem) {
            fail(problem);
        }
    }

    /** Read what has come. */
    void read() {
        try {
            int count = channel.read(ByteBuffer.wrap(received, filled, received.length - filled));
            if (count < 0) {
                throw new EOFException("the server has closed the connection");
            }
            filled += count;
            if (listener != null) {
                deliver(listener);
            }
            if (filled == received.length) {
                received = Arrays.copyOf(received, 2 * filled);
            }
        } catch (IOException problem) {
            fail(problem);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void deliver(Listener hearer) throws IOException {
        AnswerHead head = AnswerHead.of(received, filled);
        if (head == null) {
            return;
        }
        int status = head.status();
        long length = status == NO_CONTENT ? 0 : head.number(LENGTH);
        if (length < 0) {
            throw new IOException("an answer has no Content-Length");
        }
        int end = Math.toIntExact(head.end() + length);
        if (filled < end) {
            return;
        }
        if (head.find(CLOSE) >= 0) {
            reopen();
        }
        filled = 0; // The listener may send, but nothing is received before it returns.
        listener = null;
        hearer.answered(this, new Answer(status, sentAt, new JsonSlice(received, head.end(), end)));
    }

    private void fail(IOException problem) {
        Listener hearer = listener;
        listener = null;
        filled = 0;
        try {
            reopen();
        } catch (IOException gone) {
            throw new UncheckedIOException("the server is gone", gone);
        }
        if (hearer != null) {
            hearer.broken(this, String.valueOf(problem.getMessage()));
        }
    }

    private void reopen() throws IOException {
        channel.close();
        channel = open();
    }

    private SocketChannel open() throws IOException {
        SocketChannel opened = SocketChannel.open(address);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        return opened;
    }
}
