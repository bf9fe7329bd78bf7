package io.broadcasthub.diagnostics;

import java.time.Duration;

/**
 * What an audit took.
 *
 * @param looks how often it looked before it was sure
 * @param work of the audit's thread, without the rests
 * @param longestHold for how long an event loop was held at most
 */
public record AuditCost(int looks, Duration work, Duration longestHold) {
    public static final AuditCost NONE = new AuditCost(0, Duration.ZERO, Duration.ZERO);

    private static final Duration LEAST_BETWEEN_LOOKS = Duration.ofMillis(200);
    /** Work, and so many times as long a rest, from one look to the next of an audit that is not sure yet. */
    private static final int REST_BETWEEN_LOOKS = 9;

    public AuditCost looked(long workNanos) {
        return new AuditCost(looks + 1, work.plusNanos(workNanos), longestHold);
    }

    public AuditCost held(long nanos) {
        return new AuditCost(looks, work, longestHold.toNanos() < nanos ? Duration.ofNanos(nanos) : longestHold);
    }

    /** How long to rest after a look that took that much work. */
    public static Duration betweenLooks(long workNanos) {
        Duration rest = Duration.ofNanos(workNanos).multipliedBy(REST_BETWEEN_LOOKS);
        return rest.compareTo(LEAST_BETWEEN_LOOKS) < 0 ? LEAST_BETWEEN_LOOKS : rest;
    }
}
