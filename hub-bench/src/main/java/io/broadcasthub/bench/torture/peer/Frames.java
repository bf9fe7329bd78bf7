package io.broadcasthub.bench.torture.peer;

import io.broadcasthub.bench.wire.ClientFrames;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** WebSocket frames of a client as bytes. */
public final class Frames {
    public static final int FIN = 0x80;
    public static final int TEXT = 1;

    static final FrameCodec CODEC = new JsonFrameCodec();

    private static final int HEADER = 14;

    private Frames() {}

    /** @param first the whole first byte: FIN, reserved bits and opcode */
    public static byte[] of(int first, byte[] payload) {
        ByteBuf out = Unpooled.buffer(payload.length + HEADER);
        ClientFrames.write(first & 0xf, payload, 0, payload.length, out);
        out.setByte(0, first);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    public static byte[] text(String json) {
        return of(FIN | TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] of(ClientFrame frame) {
        return of(FIN | TEXT, CODEC.write(frame));
    }

    static byte[] close(int code) {
        return of(FIN | ClientFrames.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }
}
