package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.config.TopicRule;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.ledger.Ledger;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.TopicFilter;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One loop's share of the topic registry: which of its connections are subscribed to what. */
@OnLoop
public final class LoopTopics {
    /** Cursors that are advanced in one go where a topic has more than twice as many: at some 10 µs each, 5 ms. */
    public static final int TURN = 512;

    private final EventLoop eventLoop;
    private final TopicDirectory directory;
    private final Function<TopicFilter, TopicRule> rules;
    private final HubMetrics metrics;
    private final RunBudget runs;
    private final Ledger ledger = new Ledger();
    private final LoopTimers timers;
    private final Advance advance = new Advance(this);
    private final FanOut fanOut = new FanOut(this);
    private final Starts starts = new Starts(this);
    private final TopicTable topics = new TopicTable();
    private final List<Cursor> later = new ArrayList<>();
    private final int turn;
    private int cursors;
    private final DeliveryTimer timer;
    private long delivered;
    private long deliveredBytes;

    /**
     * @param maxRunBytes most bytes of messages joined into one write
     * @param turn cursors of one topic that are advanced before sockets and other topics have their turn
     */
    public LoopTopics(
            EventLoop eventLoop,
            TopicDirectory directory,
            Function<TopicFilter, TopicRule> rules,
            HubMetrics metrics,
            LoadGovernor load,
            ByteBufAllocator allocator,
            int maxRunBytes,
            int turn) {
        this.eventLoop = eventLoop;
        this.timers = new LoopTimers(eventLoop, ledger);
        this.directory = directory;
        this.rules = rules;
        this.metrics = metrics;
        this.timer = new DeliveryTimer(metrics.timing(), load, eventLoop.ticker());
        this.runs = new RunBudget(allocator, maxRunBytes, ledger);
        this.turn = turn;
    }

    /** Messages for many connections are sent by this batch from now on, which ends with this object. */
    public void sendBy(SendBatch batch) {
        assert isCurrent();
        fanOut.by(batch);
    }

    /** Gives back what it has besides its cursors, which end by themselves. */
    public void stop() {
        assert isCurrent();
        releaseRuns();
        fanOut.close();
    }

    /**
     * Adds a cursor that delivers nothing until {@link Cursor#start}. It can be closed at any time, also while the topic is
     * still being opened.
     */
    public Cursor open(Subscriber subscriber, TopicFilter filter) {
        assert isCurrent();
        LoopTopic topic = topics.find(filter);
        if (topic != null) {
            return topic.add(subscriber);
        }
        topic = new LoopTopic(this, filter);
        topics.add(topic);
        ledger.opened(Kind.LOOP_TOPIC);
        Cursor cursor = topic.add(subscriber);
        topic.open(directory);
        return cursor;
    }

    void remove(LoopTopic topic) {
        assert isCurrent();
        if (topics.remove(topic)) {
            ledger.closed(Kind.LOOP_TOPIC);
        }
        timer.advanced(topic, false);
        Topic attached = topic.topic();
        if (attached != null) {
            directory.detach(attached, topic);
        }
        topics.shrink();
    }

    /** Cursors were advanced: what was counted of each delivery is told to the metrics, and the budget of runs is kept. */
    void advanced() {
        if (delivered != 0) {
            metrics.delivered(delivered, deliveredBytes);
            delivered = 0;
            deliveredBytes = 0;
        }
        runs.enforce();
    }

    void delivered(long messages, long bytes) {
        delivered += messages;
        deliveredBytes += bytes;
    }

    /** Lets other connections have their turn before this cursor goes on. */
    void later(Cursor cursor) {
        assert isCurrent();
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
        assert isCurrent();
        runs.releaseAll(nanoTime());
    }

    long nanoTime() {
        return eventLoop.ticker().nanoTime();
    }

    /** Whether this is the loop's thread. */
    boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    void execute(Runnable task) {
        eventLoop.execute(task);
    }

    /** What this loop is to do later. */
    public LoopTimers timers() {
        return timers;
    }

    DeliveryTimer timer() {
        return timer;
    }

    TopicRule rule(TopicFilter filter) {
        return rules.apply(filter);
    }

    HubMetrics metrics() {
        return metrics;
    }

    Advance advance() {
        return advance;
    }

    FanOut fanOut() {
        return fanOut;
    }

    Starts starts() {
        return starts;
    }

    int turnSize() {
        return turn;
    }

    RunBudget runs() {
        return runs;
    }

    void cursorOpened(Cursor cursor) {
        cursors++;
        cursor.birth = ledger.opened(Kind.CURSOR, cursor.filter()::value, nanoTime());
        metrics.subscriptions(1);
    }

    void cursorClosed(Cursor cursor) {
        cursors--;
        ledger.closed(Kind.CURSOR, cursor.birth);
        metrics.subscriptions(-1);
    }

    /** What this loop opened and closed, its connections included. */
    public Ledger ledger() {
        return ledger;
    }

    List<LoopTopic> all() {
        return topics.all();
    }

    @Nullable
    LoopTopic find(TopicFilter filter) {
        return topics.find(filter);
    }

    TopicDirectory directory() {
        return directory;
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
