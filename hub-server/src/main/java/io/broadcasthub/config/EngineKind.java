package io.broadcasthub.config;

/** The engines that can be chosen. */
public enum EngineKind {
    MEMORY
}
