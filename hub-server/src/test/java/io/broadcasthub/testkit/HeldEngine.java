package io.broadcasthub.testkit;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that takes publishes at once and carries them out when the test says so. */
public final class HeldEngine extends ForwardingEngine {
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final AtomicInteger held = new AtomicInteger();

    public HeldEngine(Engine engine) {
        super(engine);
    }

    /** How many publishes have come. */
    public int held() {
        return held.get();
    }

    /** Carries out what is held, and what comes at once. */
    public void release() {
        released.complete(null);
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        held.incrementAndGet();
        return released.thenCompose(now -> super.publish(publication));
    }
}
