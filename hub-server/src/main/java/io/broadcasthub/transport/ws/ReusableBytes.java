package io.broadcasthub.transport.ws;

import org.jspecify.annotations.Nullable;

/**
 * One array that is lent again and again within one event loop. A borrower inside another one's call gets an array of its
 * own, and exceptionally large ones are not kept.
 */
final class ReusableBytes {
    private static final int SMALLEST = 4 * 1024;
    private static final int LARGEST_KEPT = 256 * 1024;

    private byte @Nullable [] idle;

    /** At least {@code size} bytes of any content, until given back. */
    byte[] take(int size) {
        byte[] array = idle;
        idle = null;
        if (array != null && array.length >= size) {
            return array;
        }
        return new byte
                [size <= SMALLEST ? SMALLEST : size <= LARGEST_KEPT ? Integer.highestOneBit(size - 1) << 1 : size];
    }

    void give(byte[] array) {
        if (array.length <= LARGEST_KEPT) {
            idle = array;
        }
    }
}
