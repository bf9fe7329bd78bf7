package io.broadcasthub.engine;

import io.broadcasthub.log.LogView;

/** This node's interest in one topic or pattern. */
public interface Interest extends AutoCloseable {
    /**
     * The log as it is now. An engine that had to begin a new incarnation returns another view from then on, and calls
     * {@link EngineListener#headMoved()}.
     */
    LogView log();

    /** Gives the interest up. Idempotent, never blocks; the listener may still be called by a publish under way. */
    @Override
    void close();
}
