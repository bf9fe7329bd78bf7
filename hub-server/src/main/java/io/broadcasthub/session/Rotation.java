package io.broadcasthub.session;

import java.time.Duration;

/** When a connection has lived long enough. Connections that began together do not end together. */
final class Rotation {
    private Rotation() {}

    /**
     * @param number the connection's; gives it its moment in the last tenth of the greatest age
     * @param age in nanoseconds
     * @param maxAge zero = it may live for ever
     */
    static boolean isDue(long number, long age, Duration maxAge) {
        long most = maxAge.toNanos();
        long lastTenth = most / 10;
        return most > 0 && age >= most - lastTenth && age >= most - (long) (Spread.of(number) * lastTenth);
    }
}
