package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One topic's cursors on one loop. Publishers signal it; the loop then advances them all. */
@OnLoop
final class LoopTopic extends CursorTable implements TaskOwner, Audience {
    private final LoopTopics loop;
    private final TopicFilter filter;
    private final TopicRule rule;
    private @Nullable Topic topic;
    /** Made when there is something to deliver: most topics of a large hub are silent. */
    private @Nullable RunCache runs;

    private @Nullable Unfinished unfinished;
    /** The next one in the {@link TopicTable}'s chain, which alone changes it. */
    @Nullable
    LoopTopic chained;

    LoopTopic(LoopTopics loop, TopicFilter filter) {
        this.loop = loop;
        this.filter = filter;
        this.rule = loop.rule(filter);
    }

    TopicFilter filter() {
        return filter;
    }

    /** Attaches to the node's topic; the cursors start when it is open. */
    void open(TopicDirectory directory) {
        assert loop.isCurrent();
        Topic attached = directory.attach(filter, this);
        topic = attached;
        loop.starts().await(this, attached);
    }

    /** Null until the engine has opened it. */
    @Nullable
    LogView log() {
        Interest interest = topic == null ? null : topic.interest();
        return interest == null ? null : interest.log();
    }

    Cursor add(Subscriber subscriber) {
        assert loop.isCurrent();
        Cursor cursor = new Cursor(this, subscriber);
        put(cursor);
        loop.cursorOpened(cursor);
        return cursor;
    }

    void remove(Cursor cursor) {
        assert loop.isCurrent();
        take(cursor);
        cursor.phase = null;
        loop.cursorClosed(cursor);
        if (size() == 0) {
            end();
        } else {
            shrink();
        }
    }

    LoopTopics loop() {
        return loop;
    }

    /** Messages between the cursor and the head. */
    long lag(Cursor cursor) {
        assert loop.isCurrent();
        LogView log = log();
        return log == null || !cursor.isActive() ? 0 : Math.max(0, log.head() - cursor.next + 1);
    }

    /** What is kept for cursors that fell behind; null if there never was anything. */
    @Nullable
    RunCache cache() {
        return runs;
    }

    SlowPolicy policy() {
        return rule.slow();
    }

    RunCache runs() {
        if (runs == null) {
            runs = new RunCache(loop.runs(), filter);
        }
        return runs;
    }

    /** Nobody is left: nothing of it may be. */
    private void end() {
        releaseRuns();
        Task timer = unfinished == null ? null : unfinished.timer();
        finish();
        if (timer != null) {
            timer.end();
        }
        loop.remove(this);
    }

    @Nullable
    Unfinished unfinished() {
        return unfinished;
    }

    @Override
    public boolean wants(Task task) {
        return unfinished != null && task == unfinished.timer() && loop.find(filter) == this;
    }

    @Override
    public String toString() {
        return "topic " + filter;
    }

    private void releaseRuns() {
        if (runs != null) {
            runs.release();
        }
    }

    @Nullable
    Topic topic() {
        return topic;
    }

    @Override
    @AnyThread
    public void forEach(Consumer<LoopTopic> action) {
        action.accept(this);
    }

    @Override
    @AnyThread
    public boolean has(LoopTopic other) {
        return other == this;
    }

    @Override
    @AnyThread
    public Audience and(LoopTopic other) {
        return new Loops(List.of(this, other));
    }

    @Override
    @AnyThread
    public @Nullable Audience without(LoopTopic other) {
        return other == this ? null : this;
    }

    @Override
    @AnyThread
    void ask() {
        loop.timer().signalled(this);
        loop.execute(this);
    }

    /**
     * The first signal's task. The cursors go on now, or when the topic's rule says. As long as it does not look, the flag
     * stays set: further publishes cost nothing, and are read with the first.
     */
    @Override
    public void run() {
        assert loop.isCurrent();
        if (unfinished != null) {
            unfinished.published();
        } else if (rule.batch().isZero() || size() == 0) {
            look();
        } else {
            lookAfter(rule.batch());
        }
    }

    private void lookAfter(Duration time) {
        unfinished = new DueLook(later("batch", time, this::lookNow));
    }

    /** A timer of this topic. Where none can be had nothing is under way any more, and the next publish looks. */
    Task later(String name, Duration time, Runnable work) {
        try {
            return loop.timers().after(name, this, time, work);
        } catch (RuntimeException | OutOfMemoryError e) {
            finish();
            forget();
            throw e;
        }
    }

    private void finish() {
        unfinished = null;
        if (runs != null) {
            runs.pinned = false;
        }
    }

    private void lookNow() {
        unfinished = null;
        look();
    }

    @Override
    void awake() {
        LogView log = log();
        if (log == null) {
            loop.timer().advanced(this, false);
            return;
        }
        long head = log.head();
        if (size() > 2 * loop.turnSize()) {
            LongFanOut begun = new LongFanOut(this, head);
            unfinished = begun;
            begun.turn();
        } else {
            boolean delivers = size() > 0;
            advanced(loop.fanOut().advance(this, log, head, size(), 0));
            loop.timer().advanced(this, delivers);
        }
    }

    /** All of its cursors had their turn. */
    void ended(LongFanOut fanOut) {
        finish();
        Duration waiting = fanOut.waiting();
        if (waiting != null) {
            Duration rest = rule.batch().minus(waiting);
            lookAfter(rest.isNegative() ? Duration.ZERO : rest);
        }
        advanced(fanOut.isLagging());
        if (fanOut.endsSample()) {
            loop.timer().advanced(this, true);
        }
    }

    private void advanced(boolean lagging) {
        if (!lagging) {
            releaseRuns();
        }
        loop.advanced();
    }

    void advance(Cursor cursor) {
        assert loop.isCurrent();
        LogView log = log();
        if (log != null) {
            loop.advance().advance(this, cursor, log, bound(log.head()));
            loop.advanced();
        }
    }

    /** How far a cursor goes by itself: while others are advanced in turns no further than they, or it would part from them. */
    long bound(long head) {
        return unfinished == null ? head : unfinished.bound(head);
    }
}
