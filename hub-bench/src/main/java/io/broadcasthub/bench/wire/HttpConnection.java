package io.broadcasthub.bench.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection, blocking. Unlike the JDK's clients it ends when it is told to, so that none of it is
 * found later among what a server holds. One thread.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int MAX_LINE = 16 << 10;
    private static final String LENGTH = "content-length:";
    private static final String RETRY = "retry-after:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String host;

    /**
     * What came back.
     *
     * @param retryLater whether it says when to come back
     */
    public record Answer(int status, String body, boolean retryLater) {
        /** One that does not. */
        public Answer(int status, String body) {
            this(status, body, false);
        }
    }

    /** @param patience for the connection and for each answer */
    public HttpConnection(URI server, Duration patience) throws IOException {
        int millis = (int) patience.toMillis();
        host = server.getHost() + ":" + server.getPort();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), millis);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** One request over a connection of its own. */
    public static Answer once(URI server, String method, String path, Duration patience) throws IOException {
        try (HttpConnection connection = new HttpConnection(server, patience)) {
            return connection.send(method, path, "", new byte[0]);
        }
    }

    /** @param contentType empty where there is no body */
    public Answer send(String method, String path, String contentType, byte[] body) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: application/json\r\n"
                + (contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n")
                + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] first = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        socket.getOutputStream().write(all);
        return read();
    }

    private Answer read() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 ") || status.length() < 12) {
            throw new IOException("not an HTTP answer: " + status);
        }
        int length = -1;
        boolean retryLater = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).trim());
            }
            retryLater |= lower.startsWith(RETRY);
        }
        byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection ended within an answer");
        }
        int code = Integer.parseInt(status.substring(9, 12));
        return new Answer(code, new String(body, StandardCharsets.UTF_8), retryLater);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > MAX_LINE) {
                throw new EOFException("the connection ended where an answer was due");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
