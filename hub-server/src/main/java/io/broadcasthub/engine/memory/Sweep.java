package io.broadcasthub.engine.memory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the engine's housekeeping step by step on one thread of its own. */
final class Sweep extends ScheduledThreadPoolExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Sweep() {
        super(1, step -> {
            Thread thread = new Thread(step, "hub-engine-sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor, and nothing escapes from a step
    static Sweep start(Runnable step, Duration interval) {
        Sweep sweep = new Sweep();
        sweep.scheduleWithFixedDelay(() -> guarded(step), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return sweep;
    }

    /** Completes when no step runs and none will. */
    CompletionStage<Void> end() {
        shutdownNow();
        return ended.copy();
    }

    @Override
    protected void terminated() {
        super.terminated();
        ended.complete(null);
    }

    /** An exception would silently end all later steps. */
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("engine sweep failed; it goes on with its next step");
        }
    }
}
