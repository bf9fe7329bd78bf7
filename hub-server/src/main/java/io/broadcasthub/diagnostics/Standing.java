package io.broadcasthub.diagnostics;

import java.time.Duration;

/**
 * How an equation did so far.
 *
 * @param checks how often an audit came to a verdict
 * @param unbroken of the latest checks, how many in a row it held
 * @param sinceNanos when the first of those was
 * @param worst the largest difference that stood the test of several looks
 */
public record Standing(long checks, long unbroken, long sinceNanos, long worst) {
    public static final Standing NEW = new Standing(0, 0, 0, 0);

    /** @param difference 0 if it held */
    public Standing checked(long difference, long now) {
        return difference == 0
                ? new Standing(checks + 1, unbroken + 1, unbroken == 0 ? now : sinceNanos, worst)
                : new Standing(checks + 1, 0, now, Math.max(worst, difference));
    }

    /** For how long it has held without a break; nothing if it does not, or was not checked. */
    public Duration held(long now) {
        return unbroken == 0 ? Duration.ZERO : Duration.ofNanos(now - sinceNanos);
    }
}
