package io.broadcasthub.engine;

/**
 * Learns that a log moved on; upward call of the engine. Called by any thread, several at once, with no lock held; must
 * return at once and not throw.
 */
@FunctionalInterface
public interface EngineListener {
    /** The log's head is higher than it was, or the log was replaced by another incarnation. */
    void headMoved();
}
