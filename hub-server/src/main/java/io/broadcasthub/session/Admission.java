package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many connections a listener has, and may have; and whether they may stay. */
@AnyThread
public final class Admission {
    private final int maxOpen;
    private final int maxHandshakes;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean leaving;
    private volatile @Nullable ReturnSlots slots;
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
        return open.incrementAndGet() <= maxOpen && handshaking <= maxHandshakes && slots == null;
    }

    void handshakeEnded() {
        handshakes.decrementAndGet();
    }

    void closed() {
        if (open.decrementAndGet() == 0 && slots != null) {
            drained.complete(null);
        }
    }

    /** The hub is about to stop: everybody is served as ever, but asked to use another connection for what comes next. */
    public void leave() {
        leaving = true;
    }

    /** Whether a connection ends with the answer to the request it has. */
    boolean isLeaving() {
        return leaving;
    }

    /**
     * Admits nobody any more; completes when everybody is gone.
     *
     * @param slots when those who are sent away are asked back
     */
    public CompletableFuture<Void> drain(ReturnSlots slots) {
        this.leaving = true;
        this.slots = slots;
        if (open.get() == 0) {
            drained.complete(null);
        }
        return drained;
    }

    /** Whether everybody is sent away: nobody shall begin anything. */
    public boolean isSendingAway() {
        return slots != null;
    }

    /** Why a connection of a hub that stops is ended; takes its client's place among those who come back. */
    public CloseReason restart(long now) {
        return CloseReason.restart(timeAway(now));
    }

    /** Why a connection that has become too old is ended; the restart, if the hub stops by the time it comes to that. */
    CloseReason rotation(long now) {
        return isSendingAway() ? restart(now) : CloseReason.rotation();
    }

    /** What a request is told that would begin something on a hub that sends its clients away. */
    public HubException restarting(long now) {
        return new HubException(
                ErrorCode.OVERLOADED, "the hub is restarting; come back in a moment", null, timeAway(now));
    }

    private Duration timeAway(long now) {
        ReturnSlots asked = slots;
        return asked == null ? Duration.ZERO : asked.next(now);
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
