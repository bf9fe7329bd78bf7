package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One thread for background tasks; ending it ends them, so that none outlives its owner. */
@AnyThread
public interface TaskScope extends AutoCloseable {
    /** Name of the thread. */
    String name();

    /**
     * Does the work again and again; what fails is logged and done again.
     *
     * @param name of the task, for people who find it where it should not be
     */
    Task every(String name, TaskOwner owner, Duration interval, Runnable work);

    /** Does the work once, later; what fails is the work's to say. */
    Task after(String name, TaskOwner owner, Duration delay, Runnable work);

    /** The thread of this scope, to go on with what another thread completes. */
    Executor executor();

    /** What is still to be done, and what is being done; for audits. Of no single moment. */
    List<Task> tasks();

    /** Ends every task; completes when none runs any more and none will. Idempotent. */
    CompletionStage<Void> end();

    /** Completes when the scope has ended: what waited for the thread then will never be done. */
    CompletionStage<Void> ended();

    /** Ends every task and waits for the thread to be gone. */
    @Override
    void close();
}
