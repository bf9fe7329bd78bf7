package io.broadcasthub.engine;

/** @param reason for people: what is wrong and what happens next; empty when available */
public record EngineHealth(boolean available, String reason) {
    public static final EngineHealth OK = new EngineHealth(true, "");
}
