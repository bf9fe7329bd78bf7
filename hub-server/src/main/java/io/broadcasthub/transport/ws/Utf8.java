package io.broadcasthub.transport.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks UTF-8 (RFC 3629) piece by piece. Between pieces the check is one int: how many bytes of the current character
 * are missing, and between which bounds the next one must lie. So a bad byte is found when it arrives, across fragments.
 */
final class Utf8 {
    /** Before the first byte, and after each complete character. */
    static final int START = 0;

    static final int INVALID = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    static boolean isValid(byte[] bytes, int offset, int length) {
        return check(START, bytes, offset, length) == START;
    }

    /** Goes on from {@code state} and returns the next one; {@link #INVALID} stays invalid. */
    static int check(int state, byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        int current = state;
        while (i < end && current != INVALID) {
            if (current == START) {
                while (i <= end - 8 && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
                    i += 8;
                }
                while (i < end && bytes[i] >= 0) {
                    i++;
                }
                if (i < end) {
                    current = afterLead(bytes[i++] & 0xFF);
                }
            } else {
                current = afterContinuation(current, bytes[i++] & 0xFF);
            }
        }
        return current;
    }

    private static int afterLead(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return INVALID;
        }
        if (lead < 0xE0) {
            return expect(1, 0x80, 0xBF);
        }
        // The bounds leave out over-long forms, surrogates, and what lies above U+10FFFF.
        return switch (lead) {
            case 0xE0 -> expect(2, 0xA0, 0xBF);
            case 0xED -> expect(2, 0x80, 0x9F);
            case 0xF0 -> expect(3, 0x90, 0xBF);
            case 0xF4 -> expect(3, 0x80, 0x8F);
            default -> expect(lead < 0xF0 ? 2 : 3, 0x80, 0xBF);
        };
    }

    private static int afterContinuation(int state, int next) {
        int missing = state >>> 16;
        if (next < ((state >>> 8) & 0xFF) || next > (state & 0xFF)) {
            return INVALID;
        }
        return missing == 1 ? START : expect(missing - 1, 0x80, 0xBF);
    }

    private static int expect(int missing, int lowest, int highest) {
        return (missing << 16) | (lowest << 8) | highest;
    }
}
