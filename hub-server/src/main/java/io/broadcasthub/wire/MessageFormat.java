package io.broadcasthub.wire;

import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.netty.buffer.ByteBuf;

/**
 * How messages look on a kind of connection: wire protocol × framing × compression. What is written is complete, header
 * included, and the same for every receiver, so that it is encoded once and shared.
 *
 * <p>Two connections share encoded messages exactly if their formats are the same object. Used on one event loop.
 */
public interface MessageFormat {
    /** Appends the message at {@code offset} of {@code log} to {@code out}. */
    void encode(LogView log, long offset, Message message, ByteBuf out);

    /** An upper bound of what {@link #encode} appends for the message. */
    int sizeBound(LogView log, long offset, Message message);

    /**
     * Whether several messages may go out in one piece. False where something of the connection's own must stand before
     * each.
     */
    default boolean joinable() {
        return true;
    }
}
