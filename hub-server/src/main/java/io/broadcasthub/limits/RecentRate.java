package io.broadcasthub.limits;

/** The highest rate of the last second, from a total that is read with each sample. One thread. */
final class RecentRate {
    private static final int SAMPLES = (int) (1_000 / LoadGovernor.INTERVAL.toMillis());

    private final long[] perSample = new long[SAMPLES];
    private long total;
    private int at;

    long perSecond(long newTotal) {
        perSample[at] = newTotal - total;
        at = (at + 1) % SAMPLES;
        total = newTotal;
        long most = 0;
        for (long n : perSample) {
            most = Math.max(most, n);
        }
        return most * SAMPLES;
    }
}
