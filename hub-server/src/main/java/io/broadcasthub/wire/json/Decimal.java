package io.broadcasthub.wire.json;

import io.netty.buffer.ByteBuf;

/** Writes a number without making a string of it. */
final class Decimal {
    private static final int MAX_DIGITS = 19;

    private Decimal() {}

    /** Appends a number that is not negative. */
    static void write(long value, ByteBuf out) {
        assert value >= 0;
        int digits = digits(value);
        int at = out.writerIndex();
        out.ensureWritable(digits);
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            out.setByte(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.writerIndex(at + digits);
    }

    static int digits(long value) {
        long bound = 10;
        for (int n = 1; n < MAX_DIGITS; n++) {
            if (value < bound) {
                return n;
            }
            bound *= 10;
        }
        return MAX_DIGITS;
    }
}
