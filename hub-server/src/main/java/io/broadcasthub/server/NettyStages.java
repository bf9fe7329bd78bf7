package io.broadcasthub.server;

import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Netty's futures as stages, which is what can be waited for. */
final class NettyStages {
    private NettyStages() {}

    /** Completes when the future is done, also if it failed. */
    static <F extends Future<?>> CompletionStage<F> done(F future) {
        CompletableFuture<F> stage = new CompletableFuture<>();
        future.addListener(ended -> stage.complete(future));
        return stage;
    }
}
