package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;

/** The connection at the end of a cursor, as the fan-out sees it. Implemented above this package. */
@OnLoop
public interface Subscriber {
    /** How messages must be encoded for it. */
    MessageFormat format();

    /** Whether it takes more now. When that changes to true it calls {@link Cursor#advance()}. */
    boolean isWritable();

    /**
     * Takes encoded messages; they need not be sent before {@link #flush()} or {@link #flushSoon()}.
     *
     * @param bytes shared with others: retained for what is needed after this returns, its indices left alone
     * @param start where the messages begin in {@code bytes}
     * @param end where they end
     * @param last offset of the last of them
     * @return whether a flush is needed to send them
     */
    boolean deliver(Cursor cursor, ByteBuf bytes, int start, int end, long last);

    /**
     * Whether {@link #sendDirectly} or {@link #addTo} may be called: nothing waits before it, and it is a connection of the
     * kernel's. So it stays until anything else is asked of this subscriber.
     */
    boolean takesDirectly();

    /**
     * Sends encoded messages without keeping any of them; what is not taken is to be passed to {@link #deliver} before
     * anything else.
     *
     * @param address of the bytes, which stay the caller's
     * @param start where the messages begin, counted from the address
     * @param end where they end
     * @return how many bytes were taken
     */
    int sendDirectly(long address, int start, int end);

    /**
     * As {@link #sendDirectly}, together with others: adds the send to the batch, and is told nothing of what comes of it.
     */
    void addTo(SendBatch batch, long address, int start, int end);

    /** Sends out what was delivered, now: the socket may have room for more afterwards. */
    void flush();

    /** Sends out what was delivered, together with what else this turn of the loop brings. */
    void flushSoon();

    /** Messages were missed and cannot be replayed. */
    void gap(Cursor cursor, ServerFrame.Gap gap);

    /** The window moved past this subscriber, and its topic says that such subscribers are closed. */
    void tooSlow(Cursor cursor);

    /** Writing to it failed; it is to be ended, so that it disturbs nobody else. */
    void failed(Throwable cause);
}
