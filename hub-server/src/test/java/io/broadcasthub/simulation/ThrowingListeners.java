package io.broadcasthub.simulation;

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
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An engine whose listeners sometimes throw although they must not: nobody else may suffer from it. */
final class ThrowingListeners implements Engine {
    private static final int SELDOM = 200;

    private final Engine engine;
    private final Random random;

    ThrowingListeners(Engine engine, Random random) {
        this.engine = engine;
        this.random = random;
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        return engine.subscribe(filter, () -> {
            listener.headMoved();
            if (random.nextInt(SELDOM) == 0) {
                throw new IllegalStateException("simulated: a listener that throws");
            }
        });
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        return engine.publish(publication);
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
