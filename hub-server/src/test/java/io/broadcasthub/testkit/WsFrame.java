package io.broadcasthub.testkit;

import java.nio.charset.StandardCharsets;

/**
 * One WebSocket frame as it came (RFC 6455 section 5.2).
 *
 * @param first FIN, the reserved bits and the opcode
 */
public record WsFrame(int first, byte[] payload) {
    public static final int FIN = 0x80;
    public static final int RSV1 = 0x40;
    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    public int opcode() {
        return first & 0x0f;
    }

    public boolean isCompressed() {
        return (first & RSV1) != 0;
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame. */
    public int closeCode() {
        if (opcode() != CLOSE) {
            throw new AssertionError("not a close frame: " + this);
        }
        return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    @Override
    public String toString() {
        return "0x" + Integer.toHexString(first) + ' ' + (opcode() == CLOSE ? "close " + closeCode() : text());
    }
}
