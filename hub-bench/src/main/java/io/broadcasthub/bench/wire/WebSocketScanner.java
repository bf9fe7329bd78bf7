package io.broadcasthub.bench.wire;

/** Frames of a WebSocket server (RFC 6455 section 5.2). Has no state; one serves all connections. */
public final class WebSocketScanner implements Scanner {
    public static final WebSocketScanner INSTANCE = new WebSocketScanner();

    static final int MAX_FRAME = 32 << 20;

    private static final int FIN = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int OTHER_RESERVED = 0x30;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int NO_CODE = 1005;

    private WebSocketScanner() {}

    @Override
    public int scan(byte[] b, int from, int to, Sink sink) {
        int at = from;
        while (to - at >= 2) {
            int second = b[at + 1];
            if ((second & MASKED) != 0) {
                throw new ProtocolViolation("a masked frame from the server");
            }
            int length = second;
            int header = 2;
            if (second >= 126) {
                header = second == 126 ? 4 : 10;
                if (to - at < header) {
                    return at;
                }
                length = extendedLength(b, at + 2, header - 2);
            }
            int end = at + header + length;
            if (end > to) {
                return at;
            }
            frame(b[at], b, at + header, end, sink);
            at = end;
        }
        return at;
    }

    private static int extendedLength(byte[] b, int at, int count) {
        long length = 0;
        for (int i = at; i < at + count; i++) {
            length = length << 8 | (b[i] & 0xff);
        }
        if (length < 0 || length > MAX_FRAME) {
            throw new ProtocolViolation("a frame of " + Long.toUnsignedString(length) + " bytes");
        }
        return (int) length;
    }

    private static void frame(int first, byte[] b, int from, int end, Sink sink) {
        if (first == (byte) (FIN | TEXT)) {
            sink.text(b, from, end);
            return;
        }
        if ((first & FIN) == 0 || (first & OTHER_RESERVED) != 0) {
            throw new ProtocolViolation("a fragment or reserved bits, in a frame beginning with 0x"
                    + Integer.toHexString(first & 0xff) + "; the generator reads whole messages only");
        }
        switch (first & 0xf) {
            case TEXT -> sink.deflated(b, from, end);
            case CLOSE -> sink.close(end - from >= 2 ? (b[from] & 0xff) << 8 | (b[from + 1] & 0xff) : NO_CODE);
            case PING -> sink.ping(b, from, end);
            case PONG -> {}
            default -> throw new ProtocolViolation("a frame of type " + (first & 0xf));
        }
        if ((first & COMPRESSED) != 0 && (first & 0xf) != TEXT) {
            throw new ProtocolViolation("a compressed control frame");
        }
    }
}
