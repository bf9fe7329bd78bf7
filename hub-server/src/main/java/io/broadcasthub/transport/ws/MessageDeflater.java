package io.broadcasthub.transport.ws;

import io.netty.buffer.ByteBuf;
import java.util.zip.Deflater;

/**
 * Compresses messages into complete text frames (RFC 7692 section 7.2.1). No context is taken over from one message to
 * the next, so the one frame fits every receiver that negotiated compression. One per event loop, used by that loop only;
 * to be closed with it.
 */
public final class MessageDeflater implements AutoCloseable {
    private static final int TAIL = 4;

    private final Deflater zlib;
    private final ReusableBytes reusable = new ReusableBytes();

    /** @param level 1 (fastest) to 9 (smallest), or -1 for zlib's default */
    public MessageDeflater(int level) {
        zlib = new Deflater(level, true);
    }

    /**
     * Appends a text frame: with RSV1, or plain in the case that compression does not make the text shorter, which the RFC
     * leaves open for each message.
     */
    public void writeTextFrame(ByteBuf out, byte[] utf8, int offset, int length) {
        byte[] compressed = reusable.take(bound(length));
        try {
            int size = length == 0 ? 0 : deflate(utf8, offset, length, compressed);
            if (size >= length) {
                WebSocketFrames.writeTextHeader(out, length);
                out.writeBytes(utf8, offset, length);
            } else {
                WebSocketFrames.writeTextHeader(out, size, true);
                out.writeBytes(compressed, 0, size);
            }
        } finally {
            reusable.give(compressed);
        }
    }

    @Override
    public void close() {
        zlib.end();
    }

    private int deflate(byte[] utf8, int offset, int length, byte[] into) {
        zlib.reset();
        zlib.setInput(utf8, offset, length);
        int size = zlib.deflate(into, 0, into.length, Deflater.SYNC_FLUSH);
        if (!zlib.needsInput() || size == into.length) {
            throw new IllegalStateException("deflate needed more than its bound for " + length + " bytes");
        }
        return size - TAIL;
    }

    /** zlib's {@code deflateBound} for any setting, and room to spare: a flush that just fits would be repeated. */
    private static int bound(int length) {
        return length + ((length + 7) >> 3) + ((length + 63) >> 6) + 32;
    }
}
