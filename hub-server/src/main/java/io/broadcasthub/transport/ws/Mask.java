package io.broadcasthub.transport.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Masking of RFC 6455 section 5.3, in place, eight bytes at a time. */
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long NOT_ASCII = 0x8080808080808080L;

    private Mask() {}

    /**
     * Puts the mask on, or takes it off.
     *
     * @param position of the first byte within the frame's payload
     * @return whether all that came of it is ASCII
     */
    static boolean apply(byte[] bytes, int offset, int length, int mask, int position) {
        // What masks eight bytes from there on, the first of them lowest.
        long key = Integer.toUnsignedLong(Integer.reverseBytes(Integer.rotateLeft(mask, 8 * (position & 3))));
        long wide = key << Integer.SIZE | key;
        long seen = 0;
        int end = offset + length;
        int i = offset;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i) ^ wide;
            LONGS.set(bytes, i, eight);
            seen |= eight;
        }
        for (; i < end; i++, wide >>>= Byte.SIZE) {
            bytes[i] ^= (byte) wide;
            seen |= bytes[i];
        }
        return (seen & NOT_ASCII) == 0;
    }
}
