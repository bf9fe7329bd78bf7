package io.broadcasthub.ledger;

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
    /** Something that is to be done later, or again and again. */
    TIMER,
    /** Encoded messages that are kept for cursors that fell behind. */
    RUN,
    /** What the node keeps open in the engine. */
    INTEREST,
    /** A pattern that is fed with the messages of its topics. */
    FEED
}
