package io.broadcasthub.diagnostics;

/**
 * How many connections of a group no message went through for an interval.
 *
 * @param quiet of them now
 * @param stayed of those, the ones that were counted the time before, too
 */
public record QuietCount(int quiet, int stayed) {
    public QuietCount plus(QuietCount other) {
        return new QuietCount(quiet + other.quiet, stayed + other.stayed);
    }
}
