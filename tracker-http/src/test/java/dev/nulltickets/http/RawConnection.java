package dev.nulltickets.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Speak HTTP/1.1 byte by byte, where the JDK's client is too well-behaved. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawConnection to(TestServer server) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Send characters as the bytes of the same numbers. */
    void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Say that nothing more will be sent. */
    void endSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Received exchange(String method, String target, String headers, String body) {
        send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
        return receive(method, target);
    }

    /** Read one answer to a request with this method. */
    Received receive(String method, String target) {
        try {
            String statusLine = line();
            if (!statusLine.matches("HTTP/1\\.1 [1-5][0-9]{2}( .*)?")) {
                throw new AssertionError("no status line: " + statusLine);
            }
            int status = Integer.parseInt(statusLine.substring(9, 12));
            Map<String, String> headers = headers();
            boolean bodyless = method.equals("HEAD") || status == 204 || status == 304 || status < 200;
            byte[] body = bodyless ? new byte[0] : body(headers);
            return new Received(method, target, status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + target, broken);
        }
    }

    /** Say whether some of an answer is there. */
    boolean hasAnswer() {
        try {
            return in.available() > 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Say whether the server closes the connection, and sends nothing before. */
    boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Wait until the server closes the connection, whatever it sends before. */
    void readToEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ends after \"" + line + "\"");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.put(name, line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length == null) {
            throw new AssertionError("an answer without an end: " + headers);
        }
        return in.readNBytes(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }
}
