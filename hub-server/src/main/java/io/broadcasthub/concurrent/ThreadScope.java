package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scope with a thread of its own. */
@AnyThread
final class ThreadScope implements TaskScope {
    private static final Logger log = LoggerFactory.getLogger(TaskScope.class);
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Worker executor;

    /** @param name of the thread */
    ThreadScope(String name) {
        this.name = name;
        this.executor = new Worker(name);
    }

    @Override
    public void every(Duration interval, Runnable task) {
        executor.scheduleWithFixedDelay(
                () -> guarded(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is thrown would silently end all later runs, and running out of memory need not last. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.atError().addKeyValue("scope", name).setCause(e).log("background task failed; it will run again");
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public CompletionStage<Void> end() {
        executor.shutdownNow();
        return executor.ended.copy();
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.atError().addKeyValue("scope", name).log("a background task does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Worker extends ScheduledThreadPoolExecutor {
        final CompletableFuture<Void> ended = new CompletableFuture<>();

        Worker(String name) {
            super(1, task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        protected void terminated() {
            super.terminated();
            ended.complete(null);
        }
    }
}
