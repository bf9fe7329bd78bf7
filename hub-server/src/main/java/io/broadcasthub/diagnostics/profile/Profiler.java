package io.broadcasthub.diagnostics.profile;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Takes profiles of this process, one at a time, on a thread of its own that there is only once somebody asked. The flight
 * recorder is the process's, so it is one at a time for all hubs in it.
 */
@AnyThread
public final class Profiler implements AutoCloseable {
    /** The profile under way, of whichever hub. */
    private static final AtomicReference<@Nullable Take> RUNNING = new AtomicReference<>();

    private final TaskScope scope;
    private final LongSupplier nanoTicker;
    private volatile @Nullable Take mine;

    /** @param scope ended by {@link #close} */
    public Profiler(TaskScope scope, LongSupplier nanoTicker) {
        this.scope = scope;
        this.nanoTicker = nanoTicker;
    }

    /**
     * Begins to record; completes when that is done. Completing it otherwise ends the recording at once.
     *
     * @throws HubException if there is one under way, or this JVM has no flight recorder
     */
    public CompletableFuture<StackProfile> profile(Subject subject, Duration length) {
        if (!FlightRecorder.isAvailable()) {
            throw new HubException(
                    ErrorCode.UNAVAILABLE,
                    "this JVM has no flight recorder; run the hub on one with the module jdk.jfr");
        }
        Take take = new Take(subject, length, nanoTicker.getAsLong());
        Take other = RUNNING.compareAndExchange(null, take);
        if (other != null) {
            Duration left = other.left(nanoTicker.getAsLong());
            throw new HubException(
                    ErrorCode.OVERLOADED,
                    "another profile is being taken; ask again in " + (left.toSeconds() + 1) + " s",
                    null,
                    left);
        }
        mine = take;
        CompletableFuture<StackProfile> answer = new CompletableFuture<>();
        try {
            scope.executor().execute(() -> begin(take, answer));
        } catch (RejectedExecutionException closed) {
            end(take);
            throw new HubException(ErrorCode.UNAVAILABLE, "the hub is shutting down");
        }
        return answer;
    }

    private void begin(Take take, CompletableFuture<StackProfile> answer) {
        try {
            if (answer.isDone()) {
                end(take);
                return;
            }
            take.start();
            TaskOwner owner = TaskOwner.named("a profile", task -> !answer.isDone());
            Task finish = scope.after("finish", owner, take.length(), () -> finish(take, answer));
            // Whoever asked may be gone before the time is over.
            answer.whenComplete((profile, failure) -> {
                finish.end();
                scope.executor().execute(() -> end(take));
            });
        } catch (RuntimeException | Error e) {
            end(take);
            answer.completeExceptionally(e);
        }
    }

    private void finish(Take take, CompletableFuture<StackProfile> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            StackProfile profile = take.finish();
            end(take);
            answer.complete(profile);
        } catch (Exception | Error e) {
            end(take);
            answer.completeExceptionally(e);
        }
    }

    /** Leaves nothing behind of it. Idempotent. */
    private static void end(Take take) {
        take.discard();
        RUNNING.compareAndSet(take, null);
    }

    /** Ends a profile under way, without an answer, and the thread. */
    @Override
    public void close() {
        scope.close();
        Take take = mine;
        if (take != null) {
            end(take);
        }
    }
}
