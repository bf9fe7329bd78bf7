package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * When the clients of a stopping hub are asked back: evenly spread over a window, each somewhere within a slot of its own, so
 * that whoever takes them next gets no more of them at once than it can take.
 */
@AnyThread
public final class ReturnSlots {
    private final long start;
    private final long away;
    private final long window;
    private final long clients;
    private final RandomGenerator random;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param start instant from which slots are counted, of the clock that {@link #next} is given
     * @param away nobody is asked back sooner after {@code start}
     * @param clients how many slots there are; further clients share them
     */
    public ReturnSlots(long start, Duration away, Duration window, int clients, RandomGenerator random) {
        this.start = start;
        this.away = away.toNanos();
        this.window = window.toNanos();
        this.clients = Math.max(1, clients);
        this.random = random;
    }

    /** How long from now the next client shall wait. */
    Duration next(long now) {
        double slot = taken.getAndIncrement() % clients + random.nextDouble();
        long at = away + (long) (slot / clients * window);
        return Duration.ofNanos(Math.max(0, at - (now - start)));
    }
}
