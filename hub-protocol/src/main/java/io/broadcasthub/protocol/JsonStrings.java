package io.broadcasthub.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The insides of JSON strings, in text that is known to be UTF-8. Most of what is published is such: eight bytes a step. */
final class JsonStrings {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long FIRST_PLAIN = ' ' * ONES;
    private static final int UNICODE_ESCAPE = 6;

    private JsonStrings() {}

    /**
     * Where the first byte is that does not stand for itself, from {@code at} on: a quote, a backslash, a control
     * character, or the end.
     */
    static int plainUntil(byte[] bytes, int at, int end) {
        int i = at;
        while (i + Long.BYTES <= end) {
            long eight = (long) EIGHT.get(bytes, i);
            // A byte less than what is taken from it borrows: the lowest mark is true, those above it may not be.
            long marks = (zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | ((eight - FIRST_PLAIN) & ~eight)) & TOPS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] < 0 || bytes[i] >= ' ')) {
            i++;
        }
        return i;
    }

    /** The top bit is set of each byte that is 0, and of some above the lowest of those. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }

    /** The size of the escape at the backslash, 0 if there is none. */
    static int escape(byte[] bytes, int at, int end) {
        if (at + 1 >= end) {
            return 0;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> at + UNICODE_ESCAPE <= end && code(bytes, at + 2) >= 0 ? UNICODE_ESCAPE : 0;
            default -> 0;
        };
    }

    /** What the checked inside of a string stands for. */
    static String decode(byte[] bytes, int from, int to) {
        int plain = plainUntil(bytes, from, to);
        if (plain == to) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int begin = from;
        while (plain < to) {
            text.append(new String(bytes, begin, plain - begin, StandardCharsets.UTF_8));
            text.append(unescaped(bytes, plain));
            begin = plain + escape(bytes, plain, to);
            plain = plainUntil(bytes, begin, to);
        }
        return text.append(new String(bytes, begin, to - begin, StandardCharsets.UTF_8))
                .toString();
    }

    private static char unescaped(byte[] bytes, int at) {
        byte name = bytes[at + 1];
        return switch (name) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) code(bytes, at + 2);
            default -> (char) name;
        };
    }

    /** Four hexadecimal digits; negative if they are not. */
    private static int code(byte[] bytes, int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
