package io.broadcasthub.simulation;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.HoldingVisitor;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.ForwardingEngine;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An engine whose listeners sometimes throw although they must not: nobody else may suffer from it. */
final class ThrowingListeners extends ForwardingEngine {
    private static final int SELDOM = 200;

    private final Random random;

    ThrowingListeners(Engine engine, Random random) {
        super(engine);
        this.random = random;
    }

    private record Throwing(EngineListener listener, Random random) implements EngineListener {
        @Override
        public void headMoved() {
            listener.headMoved();
            if (random.nextInt(SELDOM) == 0) {
                throw new IllegalStateException("simulated: a listener that throws");
            }
        }
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        return super.subscribe(filter, new Throwing(listener, random));
    }

    @Override
    public boolean holdings(HoldingVisitor visitor) {
        return super.holdings(new HoldingVisitor() {
            @Override
            public void interest(TopicFilter filter, EngineListener listener, @Nullable Birth birth) {
                visitor.interest(filter, listener instanceof Throwing throwing ? throwing.listener() : listener, birth);
            }

            @Override
            public void feed(TopicFilter pattern, boolean wanted, long sinceNanos, @Nullable Birth birth) {
                visitor.feed(pattern, wanted, sinceNanos, birth);
            }
        });
    }
}
