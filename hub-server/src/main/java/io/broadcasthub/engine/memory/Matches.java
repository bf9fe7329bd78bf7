package io.broadcasthub.engine.memory;

/**
 * The patterns that match a topic. Topics whom no pattern matches, which most are, share one of these.
 *
 * @param version of the {@link PatternIndex}, read before it was asked
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record Matches(long version, PatternFeed[] patterns) {
    /** Of a topic for which the index was not asked yet. */
    static final Matches UNKNOWN = new Matches(-1, PatternIndex.NONE);
}
