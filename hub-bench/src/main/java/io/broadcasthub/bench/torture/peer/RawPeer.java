package io.broadcasthub.bench.torture.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A connection that sends whatever bytes it is given, and can go in every way there is. One thread. */
public final class RawPeer implements AutoCloseable {
    /** The least the kernel gives: who does not read is noticed soon. */
    public static final int SMALL_BUFFER = 4 << 10;

    private static final int MOST_UNDER_WAY = 1 << 20;

    private final Socket socket = new Socket();
    private byte[] buffer = new byte[16 << 10];
    private int from;
    private int to;

    /**
     * @param patience for the connection and for whatever is read
     * @param receiveBuffer of the kernel; 0 leaves it to the kernel
     */
    public RawPeer(URI hub, Duration patience, int receiveBuffer) throws IOException {
        int millis = (int) patience.toMillis();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()), millis);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public RawPeer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawPeer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** What was read and not used yet. */
    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Bytes up to there are done with. */
    void used(int end) {
        from = end;
    }

    /**
     * Blocks until more is there.
     *
     * @return false at the end
     * @throws SocketTimeoutException if nothing came within the patience
     */
    boolean more() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = socket.getInputStream().read(buffer, to, buffer.length - to);
        to += Math.max(0, count);
        return count >= 0;
    }

    /**
     * All that comes until the hub ends the connection, in whatever way; blocks until then.
     *
     * @throws SocketTimeoutException if it does not: nothing comes, or more than can have been under way
     */
    public String untilEnded() throws SocketTimeoutException {
        StringBuilder text = new StringBuilder();
        try {
            do {
                text.append(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
                from = to;
                if (text.length() > MOST_UNDER_WAY) {
                    throw new SocketTimeoutException("the hub does not end it");
                }
            } while (more());
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // a reset is an end too
        }
        return text.toString();
    }

    /** No more is sent; the other direction stays. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends it with a reset, unless it has ended. Any thread. */
    public void reset() throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // closed already
        }
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
