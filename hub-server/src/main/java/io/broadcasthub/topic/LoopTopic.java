package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.engine.EngineFailures;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicFilter;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One topic's cursors on one loop. Publishers signal it; the loop then advances them all. */
@OnLoop
final class LoopTopic extends WakeUp implements TaskOwner {
    private final LoopTopics loop;
    private final TopicFilter filter;
    private final TopicRule rule;
    private Cursor[] cursors = new Cursor[1];
    private int size;
    private @Nullable Topic topic;
    /** Made when there is something to deliver: most topics of a large hub are silent. */
    private @Nullable RunCache runs;
    /** While messages wait for others, where the topic's rule wants that. */
    private @Nullable Task batch;

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
        CompletableFuture<Interest> opening = attached.opening();
        if (opening == null || opening.isDone()) {
            opened();
        } else {
            opening.whenComplete((i, e) -> loop.execute(this::opened));
        }
    }

    private void opened() {
        assert loop.isCurrent();
        HubException refusal = refusal();
        if (refusal != null) {
            refuseAll(refusal);
            return;
        }
        for (int i = size - 1; i >= 0; i--) {
            if (i < size) {
                start(cursors[i]);
            }
        }
    }

    /** Where the log is; null until the engine has opened it. */
    private @Nullable Interest interest() {
        return topic == null ? null : topic.interest();
    }

    /** Why the engine did not open the log; null if it did, or has not answered. */
    private @Nullable HubException refusal() {
        CompletableFuture<Interest> opening = topic == null ? null : topic.opening();
        return opening != null && opening.isCompletedExceptionally()
                ? EngineFailures.toHubException(opening.handle((i, e) -> e).join(), filter.value())
                : null;
    }

    private void refuseAll(HubException why) {
        loop.remove(this);
        for (int i = size - 1; i >= 0; i--) {
            if (i < size) {
                refuse(cursors[i], why);
            }
        }
    }

    private static void refuse(Cursor cursor, HubException why) {
        Opening opening = cursor.opening;
        if (opening != null) {
            cursor.close();
            try {
                opening.outcome().refused(why);
            } catch (RuntimeException | OutOfMemoryError e) {
                // The others are to be told all the same.
                cursor.subscriber().failed(e);
            }
        }
    }

    Cursor add(Subscriber subscriber) {
        assert loop.isCurrent();
        Cursor cursor = new Cursor(this, subscriber);
        if (size == cursors.length) {
            cursors = Arrays.copyOf(cursors, size * 2);
        }
        cursor.index = size;
        cursors[size++] = cursor;
        loop.cursorOpened(cursor);
        return cursor;
    }

    /** Starts a cursor now, or when the topic is open. */
    void start(Cursor cursor, Opening opening) {
        assert loop.isCurrent();
        cursor.opening = opening;
        HubException refusal = refusal();
        if (refusal != null) {
            refuse(cursor, refusal);
        } else {
            start(cursor);
        }
    }

    private void start(Cursor cursor) {
        Opening opening = cursor.opening;
        Interest interest = interest();
        if (opening != null && interest != null) {
            cursor.opening = null;
            try {
                loop.advance().start(this, cursor, interest.log(), opening);
            } catch (RuntimeException | OutOfMemoryError e) {
                cursor.subscriber().failed(e);
            }
            loop.advanced();
        }
    }

    void remove(Cursor cursor) {
        assert loop.isCurrent() && cursors[cursor.index] == cursor;
        Cursor last = cursors[--size];
        cursors[cursor.index] = last;
        last.index = cursor.index;
        cursors[size] = null;
        cursor.index = -1;
        cursor.opening = null;
        loop.cursorClosed(cursor);
        if (size == 0) {
            end();
        } else if (size < cursors.length / 4) {
            cursors = Arrays.copyOf(cursors, cursors.length / 2);
        }
    }

    LoopTopics loop() {
        return loop;
    }

    int size() {
        return size;
    }

    Cursor cursor(int place) {
        return cursors[place];
    }

    /** Messages between the cursor and the head. */
    long lag(Cursor cursor) {
        assert loop.isCurrent();
        Interest interest = interest();
        return interest == null || !cursor.isActive()
                ? 0
                : Math.max(0, interest.log().head() - cursor.next + 1);
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
        if (batch != null) {
            batch.end();
            batch = null;
        }
        loop.remove(this);
    }

    /** While messages wait for others. */
    @Nullable
    Task batch() {
        return batch;
    }

    @Override
    public boolean wants(Task task) {
        return task == batch && loop.find(filter) == this;
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
    void ask() {
        loop.timer().signalled(this);
        loop.execute(this);
    }

    /** The first signal's task. Without a batch time the cursors go on now; with one, when it is over. */
    @Override
    public void run() {
        assert loop.isCurrent();
        if (rule.batch().isZero() || size == 0) {
            look();
        } else if (batch == null) {
            // The flag stays set meanwhile: further publishes cost nothing, and are read with the first.
            batch = loop.timers().after("batch", this, rule.batch(), this::batchEnded);
        }
    }

    private void batchEnded() {
        batch = null;
        look();
    }

    @Override
    void awake() {
        Interest interest = interest();
        boolean delivers = interest != null && size > 0;
        if (interest != null) {
            advanceAll(interest.log());
        }
        loop.timer().advanced(this, delivers);
    }

    private void advanceAll(LogView log) {
        long head = log.head();
        DirectFanOut direct = loop.direct();
        assert direct.isEmpty();
        boolean lagging = false;
        // Backwards, since a cursor that is closed on the way is replaced by the last one.
        for (int i = size - 1; i >= 0; i--) {
            if (i < size) {
                Cursor cursor = cursors[i];
                boolean taken = direct.takes(cursor, log, head);
                if (!taken && !direct.isEmpty()) {
                    lagging |= direct.send(this, log, head);
                    taken = direct.takes(cursor, log, head);
                }
                if (!taken && cursor.isActive()) {
                    advanceAlone(cursor, log, head);
                    lagging |= cursor.next <= head;
                }
            }
        }
        lagging |= direct.send(this, log, head);
        if (!lagging) {
            releaseRuns();
        }
        loop.advanced();
    }

    /** What goes wrong with one subscriber is not felt by the others. */
    void advanceAlone(Cursor cursor, LogView log, long head) {
        try {
            loop.advance().advance(this, cursor, log, head);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Direct memory that cannot be had is such an error; ending the connection gives some back.
            cursor.subscriber().failed(e);
        }
    }

    void advance(Cursor cursor) {
        assert loop.isCurrent();
        Interest interest = interest();
        if (interest != null) {
            LogView log = interest.log();
            advanceAlone(cursor, log, log.head());
            loop.advanced();
        }
    }
}
