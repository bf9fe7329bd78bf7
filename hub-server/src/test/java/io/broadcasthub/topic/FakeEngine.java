package io.broadcasthub.topic;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An engine of one log, which the test may exchange; without one it throws. */
final class FakeEngine implements Engine {
    @Nullable
    LogView log;

    private @Nullable EngineListener listener;

    EngineListener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener to) {
        Objects.requireNonNull(log);
        listener = to;
        return CompletableFuture.completedStage(new Interest() {
            @Override
            public LogView log() {
                return Objects.requireNonNull(log);
            }

            @Override
            public void close() {}
        });
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<EngineHealth> check() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EngineStats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> close() {
        throw new UnsupportedOperationException();
    }
}
