package io.broadcasthub.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A WebSocket client that can be rude, and keeps every frame it got. Reads only when asked to; pings are answered while
 * it reads, unless it is told to be mute.
 */
public final class WsClient implements AutoCloseable {
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final Connection connection;
    private final DataInputStream in;
    private final HttpAnswer handshake;
    private final List<WsFrame> log = new ArrayList<>();
    private boolean mute;

    private WsClient(Connection connection, HttpAnswer handshake) {
        this.connection = connection;
        this.in = new DataInputStream(connection.in());
        this.handshake = handshake;
    }

    /** Upgrades; fails unless the hub agrees. */
    public static WsClient over(Connection connection, String target, String... headers) {
        connection.send(upgradeRequest(target, headers));
        return upgraded(connection);
    }

    /** Reads the answer to an upgrade that was asked for; fails unless the hub agrees. */
    public static WsClient upgraded(Connection connection) {
        HttpAnswer answer = connection.head();
        if (answer.status() != 101) {
            throw new AssertionError("refused: " + answer + connection.untilClosed());
        }
        return new WsClient(connection, answer);
    }

    /** Asks for an upgrade and returns the answer's head. */
    public static HttpAnswer handshake(Connection connection, String target, String... headers) {
        connection.send(upgradeRequest(target, headers));
        return connection.head();
    }

    public static String upgradeRequest(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: hub.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n";
    }

    public HttpAnswer handshake() {
        return handshake;
    }

    public Connection connection() {
        return connection;
    }

    /** From now on pings stay unanswered. */
    public WsClient mute() {
        mute = true;
        return this;
    }

    // Sending ---------------------------------------------------------------------------------------------------------

    /** Sends a text frame; {@code '} stands for the quotation mark. */
    public void send(String text) {
        connection.send(
                frame(WsFrame.FIN | WsFrame.TEXT, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    public void send(int first, byte[] payload) {
        connection.send(frame(first, payload));
    }

    public void sendClose(int code) {
        send(
                WsFrame.FIN | WsFrame.CLOSE,
                ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /** A masked frame. */
    public static byte[] frame(int first, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            out.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        out.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ MASK[i % 4]));
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** Asks, and returns the answer with the same id; what comes before it stays in the log. */
    public JsonNode ask(String id, String frame) {
        send(frame);
        return await(f ->
                f.path("id").asText().equals(id) && !f.path("type").asText().equals("message"));
    }

    // Reading ---------------------------------------------------------------------------------------------------------

    /** The next text frame. */
    public JsonNode next() {
        WsFrame frame = nextFrame();
        while (frame.opcode() == WsFrame.PING || frame.opcode() == WsFrame.PONG) {
            frame = nextFrame();
        }
        if (frame.opcode() != WsFrame.TEXT) {
            throw new AssertionError("instead of a text frame came " + frame + " after " + log);
        }
        return Json.parse(frame.text());
    }

    /** The next frame of this type. */
    public JsonNode next(String type) {
        JsonNode frame = next();
        if (!frame.path("type").asText().equals(type)) {
            throw new AssertionError("instead of " + type + " came " + frame);
        }
        return frame;
    }

    /** Reads on to the first frame that fits. */
    public JsonNode await(Predicate<JsonNode> wanted) {
        JsonNode frame = next();
        while (!wanted.test(frame)) {
            frame = next();
        }
        return frame;
    }

    public JsonNode awaitType(String type) {
        return await(f -> f.path("type").asText().equals(type));
    }

    /** The next frame of any kind. */
    public WsFrame nextFrame() {
        try {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if ((length & 0x80) != 0) {
                throw new AssertionError("a server masks nothing");
            }
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            WsFrame frame = new WsFrame(first, payload);
            log.add(frame);
            if (frame.opcode() == WsFrame.PING && !mute) {
                connection.trySend(frame(WsFrame.FIN | WsFrame.PONG, payload));
            }
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException("after " + log, e);
        }
    }

    /** Reads on to the close frame and returns its code; the connection's end is left to the caller. */
    public int awaitClose() {
        WsFrame frame = nextFrame();
        while (frame.opcode() != WsFrame.CLOSE) {
            frame = nextFrame();
        }
        return frame.closeCode();
    }

    /** Every frame so far. */
    public List<WsFrame> log() {
        return log;
    }

    @Override
    public void close() {
        connection.close();
    }
}
