package io.broadcasthub.testkit;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.HoldingVisitor;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Another engine, except for what a test overrides. */
public abstract class ForwardingEngine implements Engine {
    private final Engine engine;

    protected ForwardingEngine(Engine engine) {
        this.engine = engine;
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        return engine.publish(publication);
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
    public boolean holdings(HoldingVisitor visitor) {
        return engine.holdings(visitor);
    }

    @Override
    public CompletionStage<Void> close() {
        return engine.close();
    }
}
