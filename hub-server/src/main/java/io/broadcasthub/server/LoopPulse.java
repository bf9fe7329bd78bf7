package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.metrics.LoadMetrics;
import io.broadcasthub.session.SessionLoop;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;

/** How late one event loop is: it is handed a task with every sample, unless it still has the one before. */
@AnyThread
final class LoopPulse {
    private final SessionLoop sessions;
    private final LoadMetrics metrics;
    private volatile boolean waiting;
    private volatile boolean dead;
    private volatile long askedAt;
    private volatile long delay;

    LoopPulse(SessionLoop sessions, LoadMetrics metrics) {
        this.sessions = sessions;
        this.metrics = metrics;
    }

    /** Called by one thread at a time. */
    void ask() {
        if (waiting) {
            return;
        }
        askedAt = now();
        waiting = true;
        try {
            loop().execute(this::answer);
        } catch (RejectedExecutionException e) {
            dead = true;
        }
    }

    /** On the loop. */
    private void answer() {
        delay = now() - askedAt;
        waiting = false;
        metrics.loopDelay(delay);
    }

    /** Nanoseconds; of a loop that has not answered yet at least as many as it has been waited for. */
    long delay() {
        long last = delay;
        return waiting ? Math.max(last, now() - askedAt) : last;
    }

    /** Whether the loop has ended, with all its connections. */
    boolean isDead() {
        return dead;
    }

    SessionLoop sessions() {
        return sessions;
    }

    private long now() {
        return loop().ticker().nanoTime();
    }

    private EventLoop loop() {
        return sessions.eventLoop();
    }
}
