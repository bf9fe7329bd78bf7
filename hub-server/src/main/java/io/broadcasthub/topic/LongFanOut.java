package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.log.LogView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fan-out to so many cursors that it takes turns, between which the loop serves its sockets and other topics
 * ({@code docs/adr/013}). All cursors go to where the head was at the beginning, so they share what is encoded and are
 * together again at the end; what is published meanwhile goes to all of them in the next fan-out.
 *
 * <p>A cursor that is closed is replaced by the last, so one that waits stays among those that wait, and one that had its
 * turn may be looked at again, which finds nothing to do. Whoever subscribes meanwhile begins behind them.
 */
@OnLoop
final class LongFanOut implements Unfinished {
    private final LoopTopic topic;
    private final LoopTopics loop;
    private final long head;
    /** Whether a message up to the head is the sample of delivery times; one that comes meanwhile may be too. */
    private final boolean timed;
    /** Cursors that wait for their turn: those before this place. */
    private int left;
    /** Whether one that had its turn is not at the head. */
    private boolean lagging;
    /** Whether something was published meanwhile, and since when it waits. */
    private boolean again;

    private long againNanos;
    private @Nullable Task timer;

    /** Of all cursors there are; begins with {@link #turn}. */
    LongFanOut(LoopTopic topic, long head) {
        this.topic = topic;
        this.loop = topic.loop();
        this.head = head;
        this.timed = loop.timer().times(topic);
        this.left = topic.size();
        topic.runs().pinned = true;
    }

    /** Advances as many as may be in one go. */
    void turn() {
        timer = null;
        int from = Math.min(left, topic.size());
        left = Math.max(0, from - loop.turnSize());
        try {
            LogView log = topic.log();
            lagging |= log != null && loop.fanOut().advance(topic, log, bound(log.head()), from, left);
        } finally {
            // Whatever it was, those who still wait are to be served, and the next publish must not wait for ever.
            // Unless
            // the last subscriber has gone.
            if (topic.unfinished() == this) {
                goOn();
            }
        }
    }

    private void goOn() {
        if (left == 0) {
            topic.ended(this);
        } else {
            // Not handed to the loop as a task, which it would run before it asks its sockets again.
            timer = topic.later("fan-out", Duration.ZERO, this::turn);
            loop.advanced();
        }
    }

    @Override
    public @Nullable Task timer() {
        return timer;
    }

    @Override
    public void published() {
        again = true;
        againNanos = loop.nanoTime();
    }

    /** A log that began again may be shorter. Whoever is there already is asked again, as its head has moved. */
    @Override
    public long bound(long now) {
        return Math.min(head, now);
    }

    boolean isLagging() {
        return lagging;
    }

    /** How long something waits that was published meanwhile; null if nothing was. */
    @Nullable
    Duration waiting() {
        return again ? Duration.ofNanos(loop.nanoTime() - againNanos) : null;
    }

    /** Whether the sample of delivery times, if it is of this topic, is of a message that is delivered now. */
    boolean endsSample() {
        return timed || !loop.timer().times(topic);
    }
}
