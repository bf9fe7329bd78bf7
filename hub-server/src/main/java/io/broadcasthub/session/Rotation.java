package io.broadcasthub.session;

import java.time.Duration;

/** When a connection has lived long enough. Connections that began together do not end together. */
final class Rotation {
    /** Golden ratio: multiples of it, as fractions, lie evenly for successive numbers however many there are. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private Rotation() {}

    /**
     * @param number the connection's; gives it its moment in the last tenth of the greatest age
     * @param age in nanoseconds
     * @param maxAge zero = it may live for ever
     */
    static boolean isDue(long number, long age, Duration maxAge) {
        long most = maxAge.toNanos();
        long lastTenth = most / 10;
        return most > 0 && age >= most - lastTenth && age >= most - (long) (fraction(number) * lastTenth);
    }

    private static double fraction(long number) {
        return ((number * SPREAD) >>> 11) * 0x1.0p-53;
    }
}
