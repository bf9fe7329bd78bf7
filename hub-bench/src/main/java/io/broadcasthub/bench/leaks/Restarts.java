package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.load.Crowd;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.SteadyPublisher;
import io.broadcasthub.bench.progress.Notes;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Restarts a server while it is watched; those who stay come back each time. One thread, beside one of its own. */
final class Restarts implements AutoCloseable {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(20);

    private final Subject subject;
    private final Crowd stayers;
    private final SteadyPublisher publisher;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private volatile boolean away;
    private int count;

    Restarts(Subject subject, Crowd stayers, SteadyPublisher publisher) {
        this.subject = subject;
        this.stayers = stayers;
        this.publisher = publisher;
    }

    int count() {
        return count;
    }

    /** Whether there may be no server to be asked. */
    boolean isUnderWay() {
        return away;
    }

    /** One more, unless one is under way or there were so many. */
    void begin(int most) throws IOException, InterruptedException {
        if (count >= most || !underWay.isDone()) {
            return;
        }
        finish();
        count++;
        away = true;
        underWay = CompletableFuture.runAsync(this::restart);
    }

    private void restart() {
        try {
            subject.restart();
            away = false;
            while (stayers.await(new Order.Count()).ready() > 0) {
                Notes.pause(STEP); // their ends are on the way
            }
            stayers.await(new Order.ComeBack(publisher.published().of(0) + 1));
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Waits for the one under way. */
    void finish() throws IOException, InterruptedException {
        try {
            underWay.get(Subject.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a restart failed: " + e, e);
        }
    }

    @Override
    public void close() {
        underWay.cancel(true);
    }
}
