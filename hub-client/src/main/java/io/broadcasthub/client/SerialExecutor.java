package io.broadcasthub.client;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other on another executor, many per turn: a burst costs one wake-up instead of one each. Over
 * the client's loop it is the mailbox through which all other threads enter.
 */
final class SerialExecutor implements Executor {
    private static final Logger log = LoggerFactory.getLogger(SerialExecutor.class);
    /** Tasks per turn; then whatever else waits for the thread, such as a timer, has its turn. */
    private static final int BATCH = 256;

    private final Executor executor;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable Thread runner;

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /** Never throws: when the executor underneath is shut down, the client is closed and the task has no purpose. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() == 0) {
            turn();
        }
    }

    /** Whether the caller is one of the tasks. */
    boolean isCurrent() {
        return runner == Thread.currentThread();
    }

    private void turn() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            log.atDebug().log("executor is shut down, dropping what waits for it");
            tasks.clear();
        }
    }

    private void drain() {
        runner = Thread.currentThread();
        int batch = Math.min(pending.get(), BATCH);
        for (int i = 0; i < batch; i++) {
            Runnable task = tasks.poll();
            if (task != null) {
                run(task);
            }
        }
        runner = null;
        if (pending.addAndGet(-batch) > 0) {
            turn();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("task failed");
        }
    }
}
