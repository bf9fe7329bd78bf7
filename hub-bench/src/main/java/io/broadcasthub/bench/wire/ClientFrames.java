package io.broadcasthub.bench.wire;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.ThreadLocalRandom;

/** Writes frames of a WebSocket client (RFC 6455 section 5.3: masked). */
public final class ClientFrames {
    public static final int TEXT = 1;
    public static final int CLOSE = 8;
    public static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    private ClientFrames() {}

    public static void write(int opcode, byte[] b, int from, int to, ByteBuf out) {
        int length = to - from;
        out.writeByte(FIN | opcode);
        if (length < 126) {
            out.writeByte(MASKED | length);
        } else if (length <= 0xffff) {
            out.writeByte(MASKED | 126).writeShort(length);
        } else {
            out.writeByte(MASKED | 127).writeLong(length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        out.writeInt(mask);
        int at = from;
        for (; to - at >= 4; at += 4) {
            out.writeInt(
                    mask ^ (b[at] << 24 | (b[at + 1] & 0xff) << 16 | (b[at + 2] & 0xff) << 8 | (b[at + 3] & 0xff)));
        }
        for (int shift = 24; at < to; at++, shift -= 8) {
            out.writeByte(b[at] ^ mask >> shift);
        }
    }
}
