package io.broadcasthub.transport.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes the mask off text and checks that it is UTF-8, both in one pass over it, eight bytes at a time. */
final class MaskedText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;

    private MaskedText() {}

    /**
     * Unmasks in place, all of it in any case.
     *
     * @param utf8 the state of {@link Utf8#check} before
     * @param position of the first byte within the frame's payload
     * @return the state after it
     */
    static int unmask(int utf8, byte[] bytes, int offset, int length, int mask, int position) {
        long wide = Mask.eightBytes(mask, position);
        int end = offset + length;
        int state = utf8;
        int i = offset;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i) ^ wide;
            LONGS.set(bytes, i, eight);
            if ((eight & NOT_ASCII) != 0 || state != Utf8.START) {
                state = Utf8.check(state, bytes, i, Long.BYTES);
            }
        }
        Mask.apply(bytes, i, end - i, mask, position + i - offset);
        return Utf8.check(state, bytes, i, end - i);
    }
}
