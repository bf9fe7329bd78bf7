package io.broadcasthub.topic;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.BrokenEngine;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An engine of one log, which the test may exchange; without one it throws. */
final class FakeEngine extends BrokenEngine {
    @Nullable
    LogView log;

    private @Nullable EngineListener listener;

    EngineListener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener to) {
        if (log == null) {
            return super.subscribe(filter, to);
        }
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
}
