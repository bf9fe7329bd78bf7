package io.broadcasthub.engine;

/** @param reason for people: what is wrong and what happens next; empty when there is nothing to say */
public record EngineHealth(boolean available, String reason) {
    /** It can work. */
    public static final EngineHealth OK = new EngineHealth(true, "");
}
