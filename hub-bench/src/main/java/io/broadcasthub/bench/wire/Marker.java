package io.broadcasthub.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * What the generator puts into each message to know it again: its number in its topic and the moment it was due. It stands
 * at the very end of the payload, {@code …,"m":"<8 hex><16 hex>"}}, and the payload at the very end of the message, so it is
 * found without a search.
 */
public final class Marker {
    /** The smallest payload there can be. */
    public static final int MIN_PAYLOAD = 64;

    private static final int SEQUENCE_DIGITS = 8;
    private static final int TIME_DIGITS = 16;
    private static final int DIGITS = SEQUENCE_DIGITS + TIME_DIGITS;
    private static final byte[] FIELD = "\"m\":\"".getBytes(StandardCharsets.US_ASCII);
    /** After the digits: the quote and the brace of the payload, and the brace of the message around it. */
    private static final int TAIL = 3;

    private static final int FROM_END = FIELD.length + DIGITS + TAIL;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Marker() {}

    /** A payload of so many bytes, its digits zero. */
    public static String payload(int size) {
        return payload(size, at -> 'a' + at % 26);
    }

    /** One that compresses to about half, as much text does; the same each time. */
    public static String text(int size) {
        Random random = new Random(size);
        return payload(size, at -> 'a' + random.nextInt(16));
    }

    private static String payload(int size, IntUnaryOperator filling) {
        String head = "{\"p\":\"";
        String tail = "\",\"m\":\"" + "0".repeat(DIGITS) + "\"}";
        StringBuilder b = new StringBuilder(size).append(head);
        while (b.length() < size - tail.length()) {
            b.append((char) filling.applyAsInt(b.length()));
        }
        return b.append(tail).toString();
    }

    /** Whether a message of the generator ends before {@code end}. */
    public static boolean isAt(byte[] b, int from, int end) {
        int at = end - FROM_END;
        if (at < from) {
            return false;
        }
        for (int i = 0; i < FIELD.length; i++) {
            if (b[at + i] != FIELD[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of the message in its topic, from 1. */
    public static long sequence(byte[] b, int end) {
        return number(b, end - TAIL - DIGITS, SEQUENCE_DIGITS);
    }

    /** When it was due, as {@link System#nanoTime}. */
    public static long time(byte[] b, int end) {
        return number(b, end - TAIL - TIME_DIGITS, TIME_DIGITS);
    }

    /** Fills in the digits of a message that ends before {@code end}. */
    public static void write(byte[] b, int end, long sequence, long time) {
        digits(b, end - TAIL - DIGITS, SEQUENCE_DIGITS, sequence);
        digits(b, end - TAIL - TIME_DIGITS, TIME_DIGITS, time);
    }

    private static void digits(byte[] b, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            b[i] = HEX[(int) rest & 0xf];
            rest >>>= 4;
        }
    }

    private static long number(byte[] b, int at, int count) {
        long value = 0;
        for (int i = at; i < at + count; i++) {
            int c = b[i];
            value = value << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
        }
        return value;
    }
}
