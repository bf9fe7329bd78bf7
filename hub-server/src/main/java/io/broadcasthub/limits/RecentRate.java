package io.broadcasthub.limits;

/** The highest rate of the last second, from a total that is read with each sample. One thread. */
final class RecentRate {
    private final long[] perSample = new long[LoadGovernor.SAMPLES_A_SECOND];
    private long total;
    private int at;

    long perSecond(long newTotal) {
        perSample[at] = newTotal - total;
        at = (at + 1) % perSample.length;
        total = newTotal;
        long most = 0;
        for (long n : perSample) {
            most = Math.max(most, n);
        }
        return most * perSample.length;
    }
}
