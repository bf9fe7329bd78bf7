package io.broadcasthub.bench.load;

import io.broadcasthub.bench.wire.AnswerScanner;
import io.broadcasthub.bench.wire.ClientFrames;
import io.broadcasthub.bench.wire.Marker;
import io.broadcasthub.bench.wire.ProtocolViolation;
import io.broadcasthub.bench.wire.Scanner;
import io.broadcasthub.bench.wire.Sink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The first client of a server: one WebSocket that subscribes to a topic, publishes a message to it, and gets it. Blocking, on
 * a plain socket, so that little of the time is its own.
 */
public final class FirstMessage implements Sink {
    private static final int READ = 16 << 10;

    private final String topic;
    private final Socket socket = new Socket();
    private boolean welcomed;
    private boolean arrived;

    private FirstMessage(String topic) {
        this.topic = topic;
    }

    /**
     * Blocks until the message is there.
     *
     * @param url of the server's WebSocket
     * @param patience for each step
     */
    public static void await(URI url, String topic, Duration patience) throws IOException {
        FirstMessage client = new FirstMessage(topic);
        try (Socket socket = client.socket) {
            int millis = (int) patience.toMillis();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), millis);
            client.run(url);
        } catch (ProtocolViolation e) {
            throw new IOException("the first client failed: " + e.getMessage(), e);
        }
    }

    private void run(URI url) throws IOException {
        String request = Requests.webSocket(url, "topic=" + topic, false);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] b = new byte[READ];
        int from = 0;
        int to = 0;
        Scanner scanner = AnswerScanner.ofWebSocket();
        while (!arrived) {
            int n = socket.getInputStream().read(b, to, b.length - to);
            if (n < 0) {
                throw new EOFException("the server ended the first connection");
            }
            to += n;
            from = scanner.scan(b, from, to, this);
            if (welcomed) {
                welcomed = false;
                publish();
            }
        }
    }

    private void publish() throws IOException {
        byte[] frame = Requests.publish(topic, Marker.payload(2 * Marker.MIN_PAYLOAD));
        ByteBuf out = Unpooled.buffer(frame.length + 14);
        ClientFrames.write(ClientFrames.TEXT, frame, 0, frame.length, out);
        socket.getOutputStream().write(ByteBufUtil.getBytes(out));
    }

    @Override
    public void text(byte[] b, int from, int to) {
        if (Marker.isAt(b, from, to)) {
            arrived = true;
            return;
        }
        Remark remark = Remark.of(b, from, to);
        switch (remark.kind()) {
            case WELCOME -> welcomed = true;
            case REFUSED, TROUBLE -> throw new ProtocolViolation(remark.text());
            case GAP, OTHER -> {}
        }
    }
}
