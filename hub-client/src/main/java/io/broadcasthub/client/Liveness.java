package io.broadcasthub.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells when a connection must be given up for dead and when the hub must hear of the client. One thread. */
final class Liveness {
    private final long heartbeatNanos;
    private final long graceNanos;
    private final LongSupplier nanoClock;
    private volatile long heardAt;
    private long sentAt;

    Liveness(Duration heartbeat, Duration grace, LongSupplier nanoClock) {
        this.heartbeatNanos = heartbeat.toNanos();
        this.graceNanos = grace.toNanos();
        this.nanoClock = nanoClock;
        this.heardAt = nanoClock.getAsLong();
        this.sentAt = heardAt;
    }

    /** Something came, whatever it was. Any thread. */
    void heard() {
        heardAt = nanoClock.getAsLong();
    }

    void sent() {
        sentAt = nanoClock.getAsLong();
    }

    /** Two heartbeats and the grace passed with nothing received. */
    boolean isSilent() {
        return nanoClock.getAsLong() - heardAt > 2 * heartbeatNanos + graceNanos;
    }

    /** Nothing was sent for half a heartbeat. Checked twice a heartbeat, the hub hears of the client once in each. */
    boolean isPingDue() {
        return nanoClock.getAsLong() - sentAt >= heartbeatNanos / 2;
    }

    Duration checkInterval() {
        return Duration.ofNanos(Math.max(1, heartbeatNanos / 2));
    }
}
