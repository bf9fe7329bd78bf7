package io.broadcasthub.log;

import io.broadcasthub.protocol.TopicFilter;

/**
 * What readers see of a log. Every method may be called by any thread, takes the log's short lock at most once, and never
 * blocks on anything else.
 */
public interface LogView {
    /** The topic, or the pattern that this log collects. */
    TopicFilter source();

    /** Whose offsets these are. */
    Incarnation incarnation();

    /** Names the incarnation. Made when asked for: who only compares compares incarnations. */
    default String epoch() {
        return incarnation().epoch();
    }

    /** Offset of the newest message; 0 if there was none yet. */
    long head();

    /** Offset of the oldest retained message; {@code head() + 1} if none is retained. */
    long first();

    /**
     * Whether the message at this offset never reached this process and cannot be had any more, rather than having been
     * here and dropped. Never, where the log is kept in this process.
     */
    default boolean isLost(long offset) {
        return false;
    }

    /**
     * Copies references of retained messages, in order and without holes, starting exactly at {@code from}, into the
     * batch (which is cleared first), until the head, the batch's capacity or {@code maxBytes} is reached; at least one if
     * there is one.
     *
     * @return false if {@code from} is no longer retained, or lies beyond {@code head() + 1} (a position this log never
     *     gave out): the batch is then empty
     */
    boolean read(long from, int maxBytes, MessageBatch into);

    /**
     * Offsets of the newest retained message of each key (messages without a key count as one key), ascending, from
     * {@code from} on. Only for logs whose retention conflates.
     */
    long[] latestPerKey(long from);
}
