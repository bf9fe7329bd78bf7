package io.broadcasthub.simulation;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.ForwardingEngine;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** An engine whose listeners sometimes throw although they must not: nobody else may suffer from it. */
final class ThrowingListeners extends ForwardingEngine {
    private static final int SELDOM = 200;

    private final Random random;

    ThrowingListeners(Engine engine, Random random) {
        super(engine);
        this.random = random;
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        return super.subscribe(filter, () -> {
            listener.headMoved();
            if (random.nextInt(SELDOM) == 0) {
                throw new IllegalStateException("simulated: a listener that throws");
            }
        });
    }
}
