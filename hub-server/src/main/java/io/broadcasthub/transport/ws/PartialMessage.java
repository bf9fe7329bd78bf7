package io.broadcasthub.transport.ws;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text message that has not arrived whole: exists only between its first byte and its last. Its array grows with what
 * has arrived, not with what a header promises.
 */
final class PartialMessage {
    private static final int FIRST_SIZE = 256;

    final boolean compressed;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private int utf8 = Utf8.START;

    private int fragments;
    private boolean lastFrame;
    private int mask;
    private int frameSize;
    private int missing;

    PartialMessage(boolean compressed) {
        this.compressed = compressed;
    }

    @Nullable
    Violation beginFrame(boolean last, int length, int frameMask, WebSocketLimits limits) {
        if (++fragments > limits.maxFragments()) {
            return Violation.TOO_MANY_FRAGMENTS;
        }
        lastFrame = last;
        mask = frameMask;
        frameSize = length;
        missing = length;
        return null;
    }

    /** Takes what there is of the current frame. */
    @Nullable
    Violation append(ByteBuf in) {
        int length = Math.min(missing, in.readableBytes());
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        in.readBytes(bytes, size, length);
        Mask.apply(bytes, size, length, mask, frameSize - missing);
        if (!compressed) {
            utf8 = Utf8.check(utf8, bytes, size, length);
        }
        size += length;
        missing -= length;
        return utf8 == Utf8.INVALID || (isComplete() && utf8 != Utf8.START) ? Violation.NOT_UTF8 : null;
    }

    boolean isInsideFrame() {
        return missing > 0;
    }

    boolean isComplete() {
        return missing == 0 && lastFrame;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }
}
