package io.broadcasthub.transport.ws;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text message that has not arrived whole: exists only between its first byte and its last. Its array grows with what
 * has arrived, to no more than {@link #AHEAD} times as much whatever a header promises, and to no more than it promises:
 * a message of one frame has its last array, of exactly its length, once a quarter of it is there.
 */
final class PartialMessage {
    private static final int AHEAD = 4;
    private static final byte[] NONE = {};

    final boolean compressed;
    private byte[] bytes = NONE;
    private int size;
    private int utf8 = Utf8.START;

    private int fragments;
    private boolean lastFrame;
    /** Bytes that the message can have. */
    private int most;

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
        most = last ? size + length : limits.maxBytes(compressed);
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
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, (long) AHEAD * (size + length)));
        }
        in.readBytes(bytes, size, length);
        int position = frameSize - missing;
        if (compressed) {
            Mask.apply(bytes, size, length, mask, position);
        } else {
            utf8 = MaskedText.unmask(utf8, bytes, size, length, mask, position);
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
