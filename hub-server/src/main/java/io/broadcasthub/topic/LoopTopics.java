package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.TopicFilter;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One loop's share of the topic registry: which of its connections are subscribed to what. */
@OnLoop
public final class LoopTopics {
    private final EventLoop eventLoop;
    private final TopicDirectory directory;
    private final Function<TopicFilter, SlowPolicy> policies;
    private final HubMetrics metrics;
    private final RunBudget runs;
    private final Advance advance = new Advance(this);
    private final Map<TopicFilter, LoopTopic> topics = new HashMap<>();
    private final List<Cursor> later = new ArrayList<>();
    private int cursors;

    /** @param maxRunBytes most bytes of messages joined into one write */
    public LoopTopics(
            EventLoop eventLoop,
            TopicDirectory directory,
            Function<TopicFilter, SlowPolicy> policies,
            HubMetrics metrics,
            ByteBufAllocator allocator,
            int maxRunBytes) {
        this.eventLoop = eventLoop;
        this.directory = directory;
        this.policies = policies;
        this.metrics = metrics;
        this.runs = new RunBudget(allocator, maxRunBytes);
    }

    /**
     * Adds a cursor that delivers nothing until {@link Cursor#start}. It can be closed at any time, also while the topic is
     * still being opened.
     */
    public Cursor open(Subscriber subscriber, TopicFilter filter) {
        assert eventLoop.inEventLoop();
        LoopTopic topic = topics.get(filter);
        if (topic != null) {
            return topic.add(subscriber);
        }
        topic = new LoopTopic(this, filter);
        topics.put(filter, topic);
        Cursor cursor = topic.add(subscriber);
        topic.open(directory);
        return cursor;
    }

    void remove(LoopTopic topic) {
        topics.remove(topic.filter(), topic);
        Topic attached = topic.topic();
        if (attached != null) {
            directory.detach(attached, topic);
        }
    }

    /** Lets other connections have their turn before this cursor goes on. */
    void later(Cursor cursor) {
        if (cursor.waitsForTurn) {
            return;
        }
        cursor.waitsForTurn = true;
        if (later.isEmpty()) {
            eventLoop.execute(this::advanceLater);
        }
        later.add(cursor);
    }

    private void advanceLater() {
        List<Cursor> now = List.copyOf(later);
        later.clear();
        for (Cursor cursor : now) {
            cursor.waitsForTurn = false;
            cursor.advance();
        }
    }

    /** Drops encoded messages that were kept for cursors that fell behind; they are encoded again when needed. */
    public void releaseRuns() {
        runs.releaseAll();
    }

    void execute(Runnable task) {
        eventLoop.execute(task);
    }

    SlowPolicy policy(TopicFilter filter) {
        return policies.apply(filter);
    }

    HubMetrics metrics() {
        return metrics;
    }

    Advance advance() {
        return advance;
    }

    RunBudget runs() {
        return runs;
    }

    void cursorOpened() {
        cursors++;
        metrics.subscriptions(1);
    }

    void cursorClosed() {
        cursors--;
        metrics.subscriptions(-1);
    }

    public int cursors() {
        return cursors;
    }

    public int topics() {
        return topics.size();
    }

    /** Bytes of encoded messages kept for cursors that fell behind. */
    public long runBytes() {
        return runs.held();
    }
}
