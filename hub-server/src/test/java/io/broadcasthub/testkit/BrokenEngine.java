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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An engine with a defect: it throws whatever it is asked, except what a test overrides. */
public class BrokenEngine implements Engine {
    private static IllegalStateException defect() {
        return new IllegalStateException("a defect of the engine");
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        throw defect();
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        throw defect();
    }

    @Override
    public CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit) {
        throw defect();
    }

    @Override
    public CompletionStage<EngineHealth> check() {
        throw defect();
    }

    @Override
    public EngineStats stats() {
        return new EngineStats(0, 0, 0, 0);
    }

    @Override
    public CompletionStage<Void> close() {
        throw defect();
    }
}
