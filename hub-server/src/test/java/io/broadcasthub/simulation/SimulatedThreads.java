package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.concurrent.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    public List<TaskScope> scopes() {
        return List.copyOf(live);
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
        private final Set<Task> tasks = new LinkedHashSet<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        Scope(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Task every(String task, TaskOwner owner, Duration interval, Runnable work) {
            Scheduled scheduled = new Scheduled(task, owner);
            again(scheduled, interval, work);
            return scheduled;
        }

        private void again(Scheduled task, Duration interval, Runnable work) {
            later(interval, () -> {
                if (tasks.contains(task)) {
                    work.run();
                    again(task, interval, work);
                }
            });
        }

        @Override
        public Task after(String task, TaskOwner owner, Duration delay, Runnable work) {
            Scheduled scheduled = new Scheduled(task, owner);
            later(delay, () -> {
                if (tasks.remove(scheduled)) {
                    work.run();
                }
            });
            return scheduled;
        }

        private void later(Duration delay, Runnable action) {
            time.after(delay, () -> {
                if (!ended.isDone()) {
                    action.run();
                }
            });
        }

        @Override
        public Executor executor() {
            return task -> later(Duration.ZERO, task);
        }

        @Override
        public List<Task> tasks() {
            return List.copyOf(tasks);
        }

        @Override
        public CompletionStage<Void> end() {
            close();
            return ended();
        }

        @Override
        public CompletionStage<Void> ended() {
            return ended.copy();
        }

        @Override
        public void close() {
            tasks.clear();
            ended.complete(null);
            for (Iterator<Scope> i = live.iterator(); i.hasNext(); ) {
                if (i.next() == this) {
                    i.remove();
                }
            }
        }

        private final class Scheduled extends Task {
            Scheduled(String name, TaskOwner owner) {
                super(name, owner, time.now());
                tasks.add(this);
            }

            @Override
            public List<StackTraceElement> stack() {
                return List.of();
            }

            @Override
            public void end() {
                tasks.remove(this);
            }
        }
    }
}
