package io.broadcasthub.engine.memory;

import java.time.Duration;

/**
 * Bounds of the memory engine.
 *
 * @param budgetBytes most bytes that all logs together may hold
 * @param maxTopics most topics
 * @param maxPatterns most distinct patterns with interest
 * @param patternLinger how long a pattern's log is fed after its last interest closed
 * @param dedupeWindow how long a dedupe name is remembered
 * @param dedupeNames most dedupe names remembered of one topic
 * @param birthStacks of one interest or pattern in so many the engine can say where it was created; 0 = of none
 * @param sweepInterval time between two steps of the sweep; one round over all topics takes {@value #SWEEP_STEPS} steps
 */
public record MemoryEngineSettings(
        long budgetBytes,
        int maxTopics,
        int maxPatterns,
        Duration patternLinger,
        Duration dedupeWindow,
        int dedupeNames,
        int birthStacks,
        Duration sweepInterval) {
    static final int SWEEP_STEPS = 30;
}
