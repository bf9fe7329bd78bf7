package io.broadcasthub.diagnostics;

/** What is counted from its opening to its closing. */
public enum Kind {
    /** A registered connection, whatever it speaks. */
    CONNECTION,
    /** A connection that became a stream. */
    STREAM,
    /** A subscription. */
    CURSOR,
    /** A topic or pattern that one loop has cursors of. */
    LOOP_TOPIC,
    /** The timer of messages that wait for others of their topic. */
    BATCH,
    /** The timer of a loop. */
    SWEEP,
    /** Encoded messages that are kept for cursors that fell behind. */
    RUN,
    /** What the node keeps open in the engine. */
    INTEREST
}
