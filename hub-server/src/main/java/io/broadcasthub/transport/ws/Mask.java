package io.broadcasthub.transport.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Masking of RFC 6455 section 5.3, in place, eight bytes at a time. */
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Mask() {}

    /** @param position of the first byte within the frame's payload */
    static void apply(byte[] bytes, int offset, int length, int mask, int position) {
        int key = Integer.rotateLeft(mask, 8 * (position & 3));
        if (key == 0) {
            return;
        }
        long wide = ((long) key << 32) | (key & 0xFFFFFFFFL);
        int end = offset + length;
        int i = offset;
        for (; i <= end - 8; i += 8) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ wide);
        }
        for (int shift = 24; i < end; i++, shift = (shift - 8) & 31) {
            bytes[i] ^= (byte) (key >>> shift);
        }
    }
}
