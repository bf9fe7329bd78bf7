package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * Complete server frames (RFC 6455 section 5.2), unmasked, header included, each in memory of its own: what a channel or
 * many channels can write as it is. Safe for any thread. The caller owns what is returned.
 */
public final class WebSocketFrames {
    /** Longest header of a server's frame. */
    public static final int MAX_HEADER_SIZE = 10;

    private static final ByteBuf EMPTY_PING = Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(2, 2).writeShort(header(FrameHeader.PING, 0)))
            .asReadOnly();

    private WebSocketFrames() {}

    /** Bytes a text frame's header takes in front of a payload of this length. */
    public static int textHeaderSize(int payloadLength) {
        return payloadLength < 126 ? 2 : payloadLength <= 0xFFFF ? 4 : MAX_HEADER_SIZE;
    }

    /** Writes the header of an unfragmented text frame; exactly {@code payloadLength} bytes of UTF-8 must follow. */
    public static void writeTextHeader(ByteBuf out, int payloadLength) {
        writeTextHeader(out, payloadLength, false);
    }

    static void writeTextHeader(ByteBuf out, int payloadLength, boolean compressed) {
        int first = FrameHeader.FIN | FrameHeader.TEXT | (compressed ? FrameHeader.RSV1 : 0);
        out.writeByte(first);
        if (payloadLength < 126) {
            out.writeByte(payloadLength);
        } else if (payloadLength <= 0xFFFF) {
            out.writeByte(126).writeShort(payloadLength);
        } else {
            out.writeByte(127).writeLong(payloadLength);
        }
    }

    /** A text frame in direct memory. */
    public static ByteBuf text(ByteBufAllocator allocator, byte[] utf8, int offset, int length) {
        return writeText(allocator.directBuffer(textHeaderSize(length) + length), utf8, offset, length);
    }

    /** Writes a text frame behind what is in {@code out}. */
    static ByteBuf writeText(ByteBuf out, byte[] utf8, int offset, int length) {
        writeTextHeader(out, length);
        return out.writeBytes(utf8, offset, length);
    }

    /** A ping without payload. All share the same memory; releasing it does nothing. */
    public static ByteBuf ping() {
        return EMPTY_PING.duplicate();
    }

    /** The answer to a ping, with the ping's payload, which is read but not released. */
    public static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
        int length = payload.readableBytes();
        if (length > FrameHeader.MAX_CONTROL) {
            throw new IllegalArgumentException("control frames carry at most 125 bytes, not " + length);
        }
        return allocator
                .directBuffer(2 + length)
                .writeShort(header(FrameHeader.PONG, length))
                .writeBytes(payload, payload.readerIndex(), length);
    }

    /** A close frame; the reason is cut between characters where it is longer than 123 bytes. */
    public static ByteBuf close(ByteBufAllocator allocator, CloseCode code, String reason) {
        return close(allocator, code.code(), reason);
    }

    /**
     * As {@link #close(ByteBufAllocator, CloseCode, String)}, for echoing a peer's code: 1005 makes a frame without one.
     *
     * @throws IllegalArgumentException if the code must not be sent
     */
    public static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
        if (code == ClosePayload.NO_CODE) {
            return allocator.directBuffer(2).writeShort(header(FrameHeader.CLOSE, 0));
        }
        if (!ClosePayload.mayBeSent(code)) {
            throw new IllegalArgumentException("close code that must not be sent: " + code);
        }
        byte[] text = ClosePayload.cut(reason);
        return allocator
                .directBuffer(4 + text.length)
                .writeShort(header(FrameHeader.CLOSE, 2 + text.length))
                .writeShort(code)
                .writeBytes(text);
    }

    private static int header(int opcode, int length) {
        return ((FrameHeader.FIN | opcode) << 8) | length;
    }
}
