package io.broadcasthub.testkit;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine as one across a network is: what it is asked happens later, on its own threads, and sometimes not at all. */
public final class LateEngine extends ForwardingEngine {
    private static final int MAX_DELAY_MICROS = 3_000;

    private final int failPercent;
    private final ScheduledThreadPoolExecutor threads =
            new ScheduledThreadPoolExecutor(2, task -> new Thread(task, "late-engine"));

    /** @param failPercent how many of a hundred requests fail, half of them after they were carried out */
    public LateEngine(Engine engine, int failPercent) {
        super(engine);
        this.failPercent = failPercent;
    }

    private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.schedule(
                () -> {
                    if (fails()) {
                        result.completeExceptionally(gone());
                    } else {
                        work.get().whenComplete((value, failure) -> {
                            if (failure == null) {
                                result.complete(value);
                            } else {
                                result.completeExceptionally(failure);
                            }
                        });
                    }
                },
                ThreadLocalRandom.current().nextInt(MAX_DELAY_MICROS),
                TimeUnit.MICROSECONDS);
        return result;
    }

    private boolean fails() {
        return ThreadLocalRandom.current().nextInt(200) < failPercent;
    }

    private static CompletionException gone() {
        return new CompletionException(new HubException(ErrorCode.UNAVAILABLE, "the engine is not to be reached"));
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        return later(() -> super.publish(publication).thenApply(placed -> {
            if (fails()) {
                throw gone();
            }
            return placed;
        }));
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        return later(() -> super.subscribe(filter, listener).thenApply(interest -> {
            if (fails()) {
                interest.close();
                throw gone();
            }
            return interest;
        }));
    }

    @Override
    public CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit) {
        return later(() -> super.history(topic, after, limit));
    }

    @Override
    public CompletionStage<EngineHealth> check() {
        return later(super::check);
    }

    @Override
    public CompletionStage<Void> close() {
        threads.shutdown();
        return super.close();
    }
}
