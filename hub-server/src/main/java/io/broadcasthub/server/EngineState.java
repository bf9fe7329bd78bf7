package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.Engine;

/** Whether the engine can work, asked now and then, so that a scrape does not wait for its answer. */
@AnyThread
final class EngineState {
    private final Engine engine;
    private volatile boolean available;

    EngineState(Engine engine) {
        this.engine = engine;
    }

    /** Asks; the answer may come later. */
    void ask() {
        engine.check().whenComplete((health, failure) -> available = health != null && health.available());
    }

    boolean isAvailable() {
        return available;
    }
}
