package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Where a hub's threads come from, event loops apart, and the only way in which one of them waits for another. */
@AnyThread
public interface Threads {
    /** A scope with a thread of its own, which runs daemon tasks. */
    TaskScope scope(String name);

    /** Scopes that have not ended; for audits. */
    List<TaskScope> scopes();

    /** Runs the task on a new thread that keeps the process alive until it is done. */
    void start(String name, Runnable task);

    /**
     * Blocks until the stage is complete. Never on an event loop.
     *
     * @throws java.util.concurrent.CompletionException if it failed
     */
    <T> T await(CompletionStage<T> stage);

    /**
     * Blocks until the stage is complete, no longer than {@code patience}. Never on an event loop.
     *
     * @throws java.util.concurrent.CompletionException if it failed
     */
    <T> T await(CompletionStage<T> stage, Duration patience) throws TimeoutException;
}
