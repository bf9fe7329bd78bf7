package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for background tasks; closing it ends and awaits them, so that none outlives its owner. */
@AnyThread
public final class TaskScope implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskScope.class);
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final ScheduledExecutorService executor;

    /** @param name of the thread */
    public TaskScope(String name) {
        this.name = name;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs the task again and again; one that fails is logged and runs again. */
    public void every(Duration interval, Runnable task) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        log.atError().addKeyValue("scope", name).setCause(e).log("background task failed");
                    }
                },
                interval.toNanos(),
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Runs the task once, later; what fails is the task's to say. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the scope
    public void after(Duration delay, Runnable task) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The thread of this scope, to go on with what another thread completes. */
    public Executor executor() {
        return executor;
    }

    /** Ends every task and waits for the thread to be gone. */
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
}
