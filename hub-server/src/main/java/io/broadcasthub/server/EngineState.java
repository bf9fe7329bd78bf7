package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import java.util.concurrent.CompletionStage;

/** Whether the engine can work, asked now and then, so that a scrape does not wait for its answer. */
@AnyThread
final class EngineState {
    private final Engine engine;
    /** It has begun, so it can until it says otherwise. */
    private volatile boolean available = true;

    EngineState(Engine engine) {
        this.engine = engine;
    }

    /** Asks; the answer may come later. */
    void ask() {
        CompletionStage<EngineHealth> answer;
        try {
            answer = engine.check();
        } catch (RuntimeException e) {
            available = false;
            throw e;
        }
        answer.whenComplete((health, failure) -> available = health != null && health.available());
    }

    boolean isAvailable() {
        return available;
    }
}
