package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads of the JVM. */
final class SystemThreads implements Threads {
    @Override
    public TaskScope scope(String name) {
        return new ThreadScope(name);
    }

    @Override
    public void start(String name, Runnable task) {
        new Thread(task, name).start();
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public <T> T await(CompletionStage<T> stage, Duration patience) throws TimeoutException {
        try {
            return stage.toCompletableFuture().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
