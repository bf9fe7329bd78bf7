package io.broadcasthub.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scope with a thread of its own. */
@AnyThread
final class ThreadScope implements TaskScope {
    private static final Logger log = LoggerFactory.getLogger(TaskScope.class);
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final LongSupplier nanoTicker;
    private final Worker executor;
    private final Set<Scheduled> tasks = ConcurrentHashMap.newKeySet();

    /** @param name of the thread */
    ThreadScope(String name, LongSupplier nanoTicker) {
        this.name = name;
        this.nanoTicker = nanoTicker;
        this.executor = new Worker(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Task every(String task, TaskOwner owner, Duration interval, Runnable work) {
        long nanos = interval.toNanos();
        Scheduled scheduled = new Scheduled(task, owner);
        return scheduled.begin(
                () -> executor.scheduleWithFixedDelay(() -> guarded(task, work), nanos, nanos, TimeUnit.NANOSECONDS));
    }

    /** What escaped would silently end all later runs, of an audit and of the load governor too. */
    private void guarded(String task, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            log.atError()
                    .addKeyValue("scope", name)
                    .addKeyValue("task", task)
                    .setCause(e)
                    .log("background task failed; it will run again");
        }
    }

    @Override
    public Task after(String task, TaskOwner owner, Duration delay, Runnable work) {
        Scheduled scheduled = new Scheduled(task, owner);
        return scheduled.begin(
                () -> executor.schedule(() -> scheduled.runOnce(work), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public List<Task> tasks() {
        return tasks.stream()
                .filter(Scheduled::isAlive)
                .map(task -> (Task) task)
                .toList();
    }

    @Override
    public CompletionStage<Void> end() {
        executor.shutdownNow().forEach(ThreadScope::drop);
        return ended();
    }

    /** Cancelled, so that it is not taken for something that goes on. */
    private static void drop(Runnable left) {
        if (left instanceof ScheduledFuture<?> scheduled) {
            scheduled.cancel(false);
        }
    }

    @Override
    public CompletionStage<Void> ended() {
        return executor.ended.copy();
    }

    @Override
    public void close() {
        end();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.atError().addKeyValue("scope", name).log("a background task does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** There are a dozen of them in a hub, so each takes its stack. */
    private final class Scheduled extends Task {
        private final List<StackTraceElement> stack = List.of(new Throwable().getStackTrace());
        private volatile @Nullable ScheduledFuture<?> future;

        Scheduled(String name, TaskOwner owner) {
            super(name, owner, nanoTicker.getAsLong());
        }

        private Task begin(Supplier<ScheduledFuture<?>> schedule) {
            tasks.add(this);
            try {
                future = schedule.get();
            } catch (RejectedExecutionException e) {
                tasks.remove(this);
                throw e;
            }
            return this;
        }

        private void runOnce(Runnable work) {
            try {
                work.run();
            } finally {
                tasks.remove(this);
            }
        }

        private boolean isAlive() {
            ScheduledFuture<?> scheduled = future;
            return scheduled == null || !scheduled.isDone();
        }

        @Override
        public List<StackTraceElement> stack() {
            return stack;
        }

        @Override
        public void end() {
            tasks.remove(this);
            ScheduledFuture<?> scheduled = future;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
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
            setRemoveOnCancelPolicy(true);
        }

        @Override
        protected void terminated() {
            super.terminated();
            ended.complete(null);
        }
    }
}
