package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections a listener has, and may have. */
@AnyThread
public final class Admission {
    private final int maxOpen;
    private final int maxHandshakes;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger handshakes = new AtomicInteger();

    /** @param maxHandshakes most connections that have not sent a whole request yet */
    public Admission(int maxOpen, int maxHandshakes) {
        this.maxOpen = maxOpen;
        this.maxHandshakes = maxHandshakes;
    }

    /** Counts a new connection, and tells whether it is one too many. */
    boolean opened() {
        int handshaking = handshakes.incrementAndGet();
        return open.incrementAndGet() <= maxOpen && handshaking <= maxHandshakes && !draining;
    }

    void handshakeEnded() {
        handshakes.decrementAndGet();
    }

    void closed() {
        if (open.decrementAndGet() == 0 && draining) {
            drained.complete(null);
        }
    }

    /** Admits nobody any more; completes when everybody is gone. */
    public CompletableFuture<Void> drain() {
        draining = true;
        if (open.get() == 0) {
            drained.complete(null);
        }
        return drained;
    }

    /** Most connections it may have. */
    public int maxOpen() {
        return maxOpen;
    }

    public int open() {
        return open.get();
    }

    public int handshakes() {
        return handshakes.get();
    }
}
