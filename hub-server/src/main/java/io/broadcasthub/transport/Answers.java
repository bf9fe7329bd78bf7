package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.engine.EngineFailures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers a request when a stage is complete: at once if it is already, so that engines in this process cost no detour. */
@OnLoop
public final class Answers {
    private Answers() {}

    /**
     * @param topic what the failure, if it comes to that, is about
     * @param answer answers the exchange; runs on its loop
     */
    public static <T> void when(CompletionStage<T> stage, Exchange exchange, String topic, Consumer<T> answer) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            future.whenComplete((value, failure) -> settle(exchange, topic, answer, value, failure));
        } else {
            future.whenCompleteAsync(
                    (value, failure) -> settle(exchange, topic, answer, value, failure),
                    exchange.session().loop().eventLoop());
        }
    }

    private static <T> void settle(
            Exchange exchange, String topic, Consumer<T> answer, @Nullable T value, @Nullable Throwable failure) {
        // The stage would keep what is thrown to itself, and the client would wait for ever.
        try {
            if (value == null) {
                exchange.fail(EngineFailures.toHubException(failure, topic));
            } else {
                answer.accept(value);
            }
        } catch (RuntimeException e) {
            exchange.failed(e);
        } catch (OutOfMemoryError e) {
            exchange.session().failed(e);
        }
    }
}
