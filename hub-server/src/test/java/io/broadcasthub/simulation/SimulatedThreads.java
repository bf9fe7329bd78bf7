package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.concurrent.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Threads that are none: their tasks take turns on the simulation's, and who waits lets the world go on meanwhile. */
final class SimulatedThreads implements Threads {
    private static final Duration FOREVER = Duration.ofHours(1);

    private final VirtualTime time;
    private final Runnable worldStep;
    private final List<Scope> live = new ArrayList<>();

    /** @param worldStep lets something happen elsewhere */
    SimulatedThreads(VirtualTime time, Runnable worldStep) {
        this.time = time;
        this.worldStep = worldStep;
    }

    /** Names of the scopes that have not ended. */
    List<String> liveScopes() {
        return live.stream().map(scope -> scope.name).toList();
    }

    @Override
    public TaskScope scope(String name) {
        Scope scope = new Scope(name);
        live.add(scope);
        return scope;
    }

    @Override
    public void start(String name, Runnable task) {
        time.after(Duration.ZERO, task);
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        try {
            return await(stage, FOREVER);
        } catch (TimeoutException e) {
            throw new Violation("I4", "somebody waits for what never comes");
        }
    }

    @Override
    public <T> T await(CompletionStage<T> stage, Duration patience) throws TimeoutException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!goOnUntil(future::isDone, patience)) {
            throw new TimeoutException();
        }
        return future.join();
    }

    /** Lets the world go on; tells whether it came to what was waited for. */
    boolean goOnUntil(BooleanSupplier condition, Duration patience) {
        long until = time.now() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (time.now() - until > 0) {
                return false;
            }
            worldStep.run();
        }
        return true;
    }

    private final class Scope implements TaskScope {
        private final String name;
        private boolean ended;

        Scope(String name) {
            this.name = name;
        }

        @Override
        public void every(Duration interval, Runnable task) {
            after(interval, () -> {
                task.run();
                every(interval, task);
            });
        }

        @Override
        public void after(Duration delay, Runnable task) {
            time.after(delay, () -> {
                if (!ended) {
                    task.run();
                }
            });
        }

        @Override
        public Executor executor() {
            return task -> after(Duration.ZERO, task);
        }

        @Override
        public CompletionStage<Void> end() {
            close();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void close() {
            ended = true;
            for (Iterator<Scope> i = live.iterator(); i.hasNext(); ) {
                if (i.next() == this) {
                    i.remove();
                }
            }
        }
    }
}
