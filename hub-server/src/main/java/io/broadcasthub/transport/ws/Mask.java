package io.broadcasthub.transport.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Masking of RFC 6455 section 5.3, in place, eight bytes at a time. */
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Mask() {}

    /** @param position of the first byte within the frame's payload */
    static void apply(byte[] bytes, int offset, int length, int mask, int position) {
        if (mask == 0) {
            return;
        }
        long wide = eightBytes(mask, position);
        int end = offset + length;
        int i = offset;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ wide);
        }
        for (; i < end; i++, wide >>>= Byte.SIZE) {
            bytes[i] ^= (byte) wide;
        }
    }

    /** What masks eight bytes from {@code position} on, the first of them lowest. */
    static long eightBytes(int mask, int position) {
        long key = Integer.toUnsignedLong(Integer.reverseBytes(Integer.rotateLeft(mask, 8 * (position & 3))));
        return key << Integer.SIZE | key;
    }
}
