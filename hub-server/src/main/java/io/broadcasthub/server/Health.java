package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the probes are told. */
@AnyThread
final class Health {
    private final Engine engine;
    private volatile String notReady = "starting";

    Health(Engine engine) {
        this.engine = engine;
    }

    void started() {
        notReady = "";
    }

    void draining() {
        notReady = "draining";
    }

    CompletionStage<EngineHealth> live() {
        return CompletableFuture.completedFuture(EngineHealth.OK);
    }

    CompletionStage<EngineHealth> ready() {
        String reason = notReady;
        return reason.isEmpty() ? engine.check() : CompletableFuture.completedFuture(new EngineHealth(false, reason));
    }
}
