package io.broadcasthub.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs one task on several threads that start at the same moment. */
public final class Threads {
    private static final int DEADLINE_SECONDS = 60;

    /** A step that may throw. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    private Threads() {}

    /** Returns when all have ended; fails with what one of them threw. */
    public static void race(int threads, IntFunction<Task> task) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<Void>> runs = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Task mine = task.apply(i);
            FutureTask<Void> run = new FutureTask<>(() -> {
                start.await();
                mine.run();
                return null;
            });
            runs.add(run);
            Thread thread = new Thread(run, "racer-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        for (FutureTask<Void> run : runs) {
            try {
                run.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("a racing thread failed", e.getCause());
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError("a racing thread did not end", e);
            }
        }
    }
}
