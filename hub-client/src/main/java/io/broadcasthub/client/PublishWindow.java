package io.broadcasthub.client;

import io.broadcasthub.protocol.ClientFrame.Publish;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The publishes that are not acknowledged yet, at most so many. They go out in the order they came; those without an answer
 * when a connection breaks go out again, in that order, on the next one, under the same dedupe name. An answer that asks
 * to wait stops all sending for that time. Entered by any thread; sending happens on the loop.
 */
final class PublishWindow {

    /** Below the hub's limit by this much, a payload needs no measuring: the other fields cannot be longer. */
    private static final int ENVELOPE = 4096;
    /** The longest request id, with its key. */
    private static final int ID = 32;

    private final ClientThreads threads;
    private final long timeoutNanos;
    private final Semaphore room;
    private final AtomicLong sequences = new AtomicLong();
    private final ConcurrentSkipListMap<Long, PendingPublish> pending = new ConcurrentSkipListMap<>();
    private final TreeMap<Long, PendingPublish> unsent = new TreeMap<>();
    private volatile @Nullable HubClientException closed;
    private @Nullable Connection connection;
    private boolean waiting;
    private boolean watching;

    PublishWindow(ClientOptions options, ClientThreads threads) {
        this.threads = threads;
        this.timeoutNanos = options.publishTimeout().toNanos();
        this.room = new Semaphore(options.maxPendingPublishes());
    }

    /** @return whether there is room for one more, which the caller then must {@link #submit} */
    boolean tryEnter() {
        return room.tryAcquire();
    }

    /** Blocks until there is room for one more, which the caller then must {@link #submit}. */
    void enter() throws InterruptedException {
        room.acquire();
    }

    CompletableFuture<PublishResult> submit(Publish frame) {
        long sequence = sequences.incrementAndGet();
        PendingPublish publish = new PendingPublish(sequence, frame, System.nanoTime() + timeoutNanos);
        pending.put(sequence, publish);
        HubClientException end = closed;
        if (end != null) {
            fail(publish, end);
        } else {
            threads.mailbox().execute(() -> enqueue(publish));
        }
        return publish.result;
    }

    private void enqueue(PendingPublish publish) {
        if (!publish.sent && pending.containsKey(publish.sequence)) {
            unsent.put(publish.sequence, publish);
            pump();
            watch();
        }
    }

    void attach(Connection ready) {
        connection = ready;
        waiting = false;
        pump();
    }

    void detach() {
        connection = null;
        pending.values().forEach(p -> p.sent = false);
        unsent.putAll(pending);
    }

    private void pump() {
        Map.Entry<Long, PendingPublish> next;
        while (connection != null && !waiting && (next = unsent.pollFirstEntry()) != null) {
            send(connection, next.getValue());
        }
    }

    private void send(Connection to, PendingPublish publish) {
        Publish f = publish.frame;
        if (f.data().length() > to.maxFrame() - ENVELOPE && Connection.size(f) + ID > to.maxFrame()) {
            refuse(
                    publish,
                    new HubException(
                            ErrorCode.TOO_LARGE,
                            "the message is larger than the " + to.maxFrame() + " bytes the hub takes",
                            f.topic().value()));
            return;
        }
        publish.sent = true;
        to.request(id -> new Publish(id, f.topic(), f.data(), f.key(), f.dedupe()), new RequestTable.Handler() {
            @Override
            public void ok(ServerFrame.Ok answer) {
                acknowledged(publish, answer);
            }

            @Override
            public void failed(HubException answer) {
                refused(publish, answer);
            }
        });
    }

    private void acknowledged(PendingPublish publish, ServerFrame.Ok answer) {
        if (answer.at() == null) {
            refuse(publish, new HubException(ErrorCode.INTERNAL, "the hub acknowledged without an id"));
        } else if (leave(publish)) {
            PublishResult result = new PublishResult(publish.frame.topic(), answer.at());
            threads.answers().execute(() -> publish.result.complete(result));
        }
    }

    private void refused(PendingPublish publish, HubException answer) {
        if (!Retry.helps(answer)) {
            refuse(publish, answer);
            return;
        }
        publish.sent = false;
        if (pending.containsKey(publish.sequence)) {
            unsent.put(publish.sequence, publish);
        }
        if (!waiting) {
            waiting = true;
            threads.after(Retry.delay(answer), () -> {
                waiting = false;
                pump();
            });
        }
    }

    private void refuse(PendingPublish publish, HubException answer) {
        if (leave(publish)) {
            HubClientException failure = HubClientException.refused(answer);
            threads.answers().execute(() -> publish.result.completeExceptionally(failure));
        }
    }

    /** Fails what is overdue, then looks again when the next one would be. */
    private void watch() {
        Map.Entry<Long, PendingPublish> oldest = pending.firstEntry();
        if (watching || oldest == null) {
            return;
        }
        watching = true;
        long left = Math.max(1, oldest.getValue().deadlineNanos - System.nanoTime());
        threads.after(Duration.ofNanos(left), () -> {
            watching = false;
            expire();
            watch();
        });
    }

    private void expire() {
        long now = System.nanoTime();
        for (PendingPublish publish : pending.values()) {
            if (publish.deadlineNanos - now > 0) {
                return;
            }
            unsent.remove(publish.sequence);
            if (leave(publish)) {
                threads.answers().execute(() -> publish.result.completeExceptionally(timedOut()));
            }
        }
    }

    private static HubClientException timedOut() {
        return new HubClientException(
                HubClientException.Reason.TIMEOUT,
                "not acknowledged in time; publish again with a dedupe name of your own to be sure",
                null);
    }

    /** Fails everything, now and from now on, on the calling thread. */
    void close(HubClientException cause) {
        closed = cause;
        pending.values().forEach(p -> fail(p, cause));
    }

    private void fail(PendingPublish publish, HubClientException cause) {
        if (leave(publish)) {
            publish.result.completeExceptionally(cause);
        }
    }

    private boolean leave(PendingPublish publish) {
        boolean left = pending.remove(publish.sequence) != null;
        if (left) {
            room.release();
        }
        return left;
    }
}
