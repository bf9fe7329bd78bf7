package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Threads of the JVM. */
final class SystemThreads implements Threads {
    private final LongSupplier nanoTicker;
    private final Set<TaskScope> live = ConcurrentHashMap.newKeySet();

    SystemThreads(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    @Override
    public TaskScope scope(String name) {
        ThreadScope scope = new ThreadScope(name, nanoTicker);
        live.add(scope);
        scope.ended().thenRun(() -> live.remove(scope));
        return scope;
    }

    @Override
    public List<TaskScope> scopes() {
        return List.copyOf(live);
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
