package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.diagnostics.ThreadTimes;
import io.broadcasthub.metrics.LoadMetrics;
import io.broadcasthub.session.SessionLoop;
import io.netty.channel.EventLoop;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * How late one event loop is, and whether its thread works meanwhile: it is handed a task with every sample, unless it still
 * has the one before. Whoever reads it asks nothing of the loop.
 */
@AnyThread
final class LoopPulse {
    private final SessionLoop sessions;
    private final LoadMetrics metrics;
    private final OptionalLong thread;
    private final RecentBeats beats = new RecentBeats();
    private volatile Beat.@Nullable Asked waiting;
    private volatile boolean dead;

    LoopPulse(SessionLoop sessions, LoadMetrics metrics) {
        this.sessions = sessions;
        this.metrics = metrics;
        this.thread = Loops.threadId(sessions.eventLoop());
    }

    /** Called by one thread at a time. */
    void ask() {
        if (waiting != null) {
            return;
        }
        waiting = new Beat.Asked(now(), times());
        try {
            loop().execute(this::answer);
        } catch (RejectedExecutionException e) {
            dead = true;
        }
    }

    /** On the loop. */
    private void answer() {
        Beat beat = Objects.requireNonNull(waiting).until(now(), times());
        beats.add(beat);
        waiting = null;
        metrics.loopDelay(beat.delay());
    }

    /** Nanoseconds; of a loop that has not answered yet at least as many as it has been waited for. */
    long delay() {
        long last = beats.latest().delay();
        Beat.Asked asked = waiting;
        return asked != null ? Math.max(last, now() - asked.at()) : last;
    }

    /** The latest beat, or how it stands while that is longer under way than the latest took. */
    Beat current() {
        Beat last = beats.latest();
        Beat.Asked asked = waiting;
        if (asked == null) {
            return last;
        }
        Beat standing = asked.until(now(), times());
        return standing.delay() > last.delay() ? standing : last;
    }

    /** The longest of {@link RecentBeats#WINDOW}, the one under way included. */
    Beat worst() {
        return beats.worst(current());
    }

    /** What the thread did since the beginning of the window, and how long ago that is. */
    Beat window() {
        Beat first = beats.first(now());
        return first.equals(Beat.NONE) ? first : new Beat.Asked(first.at(), first.total()).until(now(), times());
    }

    /** Whether the loop has ended, with all its connections. */
    boolean isDead() {
        return dead;
    }

    SessionLoop sessions() {
        return sessions;
    }

    /** Of the loop's thread; none if it has no thread of its own. */
    OptionalLong thread() {
        return thread;
    }

    private ThreadTimes times() {
        return thread.isPresent() ? ThreadTimes.read(thread.getAsLong()) : ThreadTimes.NONE;
    }

    private long now() {
        return loop().ticker().nanoTime();
    }

    private EventLoop loop() {
        return sessions.eventLoop();
    }
}
