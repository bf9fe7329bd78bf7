package io.broadcasthub.simulation;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Time that goes on when the simulation says so, and what is to happen when. The time of day may step, ticks never do. */
final class VirtualTime {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private record Task(long due, long number, Runnable action) {}

    final MockTicker ticker = Ticker.newMockTicker();
    private final long start = ticker.nanoTime();
    private final PriorityQueue<Task> agenda = new PriorityQueue<>(
            (a, b) -> a.due() == b.due() ? Long.compare(a.number(), b.number()) : Long.compare(a.due(), b.due()));
    private Duration step = Duration.ZERO;
    private long tasks;

    long now() {
        return ticker.nanoTime();
    }

    Duration elapsed() {
        return Duration.ofNanos(now() - start);
    }

    Instant wallClock() {
        return BEGIN.plus(elapsed()).plus(step);
    }

    void stepWallClock(Duration by) {
        step = step.plus(by);
    }

    void advance(Duration by) {
        ticker.advance(by.toNanos(), TimeUnit.NANOSECONDS);
    }

    void after(Duration delay, Runnable action) {
        agenda.add(new Task(now() + delay.toNanos(), tasks++, action));
    }

    /** Does the one thing that is due longest. */
    boolean runDue() {
        Task next = agenda.peek();
        if (next == null || next.due() - now() > 0) {
            return false;
        }
        agenda.poll();
        next.action().run();
        return true;
    }
}
