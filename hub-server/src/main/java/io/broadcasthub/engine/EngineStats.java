package io.broadcasthub.engine;

/**
 * @param topics topics with a log
 * @param patterns patterns with a log
 * @param interests interests that are open
 * @param bytes what all logs hold, counted by {@link io.broadcasthub.log.Message#cost()}, with the dedupe names remembered
 *     and the topics and patterns themselves
 */
public record EngineStats(int topics, int patterns, int interests, long bytes) {}
