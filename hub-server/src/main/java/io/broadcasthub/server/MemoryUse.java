package io.broadcasthub.server;

import io.broadcasthub.limits.Reading;

/** What the process holds of the heap and of direct memory. */
interface MemoryUse {
    /**
     * What was left of the heap by the latest collection: before it nobody knows what is garbage.
     *
     * @param percent of the heap that may be in use
     */
    Reading heap(int percent);

    /** @param percent of direct memory that may be in use */
    Reading direct(int percent);
}
