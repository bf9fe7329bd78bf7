package io.broadcasthub.transport.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Client frames byte by byte, right or wrong, independent of the code under test. */
final class Frames {
    static final int FIN = 0x80;
    static final int RSV1 = 0x40;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    private Frames() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static ByteBuf text(String text) {
        return frame(FIN | TEXT, bytes(text));
    }

    static ByteBuf frame(int first, byte[] payload) {
        int size = payload.length < 126 ? 0 : payload.length < 65536 ? 2 : 8;
        return frame(first, size, payload.length, payload);
    }

    /** @param size bytes of extended length, whether they are right for the length or not */
    static ByteBuf frame(int first, int size, long length, byte[] payload) {
        ByteBuf out = Unpooled.buffer().writeByte(first);
        switch (size) {
            case 0 -> out.writeByte(0x80 | (int) length);
            case 2 -> out.writeByte(0x80 | 126).writeShort((int) length);
            default -> out.writeByte(0x80 | 127).writeLong(length);
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.writeByte(payload[i] ^ MASK[i % 4]);
        }
        return out;
    }

    static ByteBuf close(int code, String reason) {
        ByteBuf payload = Unpooled.buffer().writeShort(code).writeBytes(bytes(reason));
        return frame(FIN | CLOSE, array(payload));
    }

    static ByteBuf join(ByteBuf... frames) {
        return Unpooled.wrappedBuffer(frames);
    }

    /** The buffer's bytes; releases it. */
    static byte[] array(ByteBuf buffer) {
        byte[] result = new byte[buffer.readableBytes()];
        buffer.readBytes(result);
        buffer.release();
        return result;
    }
}
