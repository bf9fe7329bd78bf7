package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One thread for background tasks; ending it ends them, so that none outlives its owner. */
@AnyThread
public interface TaskScope extends AutoCloseable {
    /** Runs the task again and again; one that fails is logged and runs again. */
    void every(Duration interval, Runnable task);

    /** Runs the task once, later; what fails is the task's to say. */
    void after(Duration delay, Runnable task);

    /** The thread of this scope, to go on with what another thread completes. */
    Executor executor();

    /** Ends every task; completes when none runs any more and none will. Idempotent. */
    CompletionStage<Void> end();

    /** Ends every task and waits for the thread to be gone. */
    @Override
    void close();
}
