package io.broadcasthub.session;

/** Moments for connections that began together, so that what is due for each of them is not due for all at once. */
final class Spread {
    /** Golden ratio: multiples of it, as fractions, lie evenly for successive numbers however many there are. */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Spread() {}

    /**
     * @param number the connection's
     * @return always the same for it, from 0 to less than 1
     */
    static double of(long number) {
        return ((number * GOLDEN) >>> 11) * 0x1.0p-53;
    }
}
