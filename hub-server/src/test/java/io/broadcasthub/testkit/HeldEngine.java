package io.broadcasthub.testkit;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An engine that takes publishes at once and carries them out when the test says so. */
public final class HeldEngine implements Engine {
    private final Engine engine;
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final AtomicInteger held = new AtomicInteger();

    public HeldEngine(Engine engine) {
        this.engine = engine;
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
        return released.thenCompose(now -> engine.publish(publication));
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        return engine.subscribe(filter, listener);
    }

    @Override
    public CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit) {
        return engine.history(topic, after, limit);
    }

    @Override
    public CompletionStage<EngineHealth> check() {
        return engine.check();
    }

    @Override
    public EngineStats stats() {
        return engine.stats();
    }

    @Override
    public CompletionStage<Void> close() {
        return engine.close();
    }
}
