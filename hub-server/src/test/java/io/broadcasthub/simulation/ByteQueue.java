package io.broadcasthub.simulation;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Bytes, first in first out. */
final class ByteQueue {
    private byte[] bytes = new byte[256];
    private int from;
    private int to;

    int size() {
        return to - from;
    }

    void add(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, to, more.length);
        to += more.length;
    }

    void moveFrom(ByteBuf source, int count) {
        reserve(count);
        source.readBytes(bytes, to, count);
        to += count;
    }

    void moveTo(ByteBuf target, int count) {
        target.writeBytes(bytes, from, count);
        from += count;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, from, from + count);
        from += count;
        return taken;
    }

    byte at(int index) {
        return bytes[from + index];
    }

    void skip(int count) {
        from += count;
    }

    void clear() {
        from = to;
    }

    private void reserve(int more) {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(to + more, bytes.length * 2));
        }
    }
}
