package io.broadcasthub.limits;

/**
 * How much there is of a resource at one moment.
 *
 * @param used bytes, a number, or nanoseconds of delay
 * @param limit what it is refused at; 0 = there is no bound
 */
public record Reading(long used, long limit) {
    public double pressure() {
        return limit <= 0 ? 0 : (double) used / limit;
    }
}
