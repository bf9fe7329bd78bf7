package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;

/**
 * Sends to many sockets by one call of the kernel. Implemented above this package, for one loop.
 *
 * <p>When {@link #send} returns nothing of it is under way any more: what was to be sent is with the kernel or was not taken.
 */
@OnLoop
public interface SendBatch {
    /** The outcome of a send that cannot be told; no number of bytes. */
    int UNKNOWN = Integer.MIN_VALUE;

    /** Sends from which on it is worth its while. */
    int least();

    /** Most sends at a time. */
    int most();

    /**
     * Adds a send. Like {@link #send} it throws nothing: what goes wrong is an outcome.
     *
     * @param socket the kernel's number of it, which stays its own until after {@link #send}
     * @param address of the bytes, which stay there for as long
     */
    void add(int socket, long address, int length);

    /**
     * Does what was added, and forgets it. Does not block.
     *
     * @return the outcomes in the order in which they were added, the caller's until the next {@link #add}: how many bytes the
     *     socket took; 0 also if it is broken, which its channel then finds; or {@link #UNKNOWN}, after which the batch is
     *     of no use any more and is to be closed
     */
    int[] send();

    /** Gives back what it has of the kernel; throws nothing. May still send what has no outcome. Idempotent. */
    void close();
}
