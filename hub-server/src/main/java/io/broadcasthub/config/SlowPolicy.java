package io.broadcasthub.config;

/** What happens to a subscriber when the retained window has moved past it. */
public enum SlowPolicy {
    /** It gets a {@code gap} and goes on with the oldest retained message. */
    GAP,
    /** It gets a {@code gap} and goes on with only the newest message of each key. */
    LATEST,
    /** Its connection is closed with 4103. */
    CLOSE
}
