package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.ledger.SharedCount;
import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The node's interest in the engine's topics: first loop in, last loop out, the last out delayed a little so that a
 * subscriber who comes straight back finds the topic open. Interests are handles, so a late close never takes away what a
 * newer subscribe opened.
 */
@AnyThread
public final class TopicDirectory {
    private record Idle(Topic topic, long sinceNanos) {}

    private final Engine engine;
    private final long lingerNanos;
    private final LongSupplier ticker;
    private final ConcurrentMap<TopicFilter, Topic> topics = new ConcurrentHashMap<>();
    private final SharedCount interests = new SharedCount();
    private final Queue<Idle> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param linger how long an interest outlives its last subscriber
     * @param ticker nanoseconds that never go backwards
     */
    public TopicDirectory(Engine engine, Duration linger, LongSupplier ticker) {
        this.engine = engine;
        this.lingerNanos = linger.toNanos();
        this.ticker = ticker;
    }

    /** Adds a loop to those that are told of the topic, opening it if it is the first. */
    Topic attach(TopicFilter filter, LoopTopic loop) {
        boolean[] first = {false};
        Topic topic = topics.compute(filter, (f, present) -> {
            first[0] = present == null;
            Topic t = present == null ? new Topic(f) : present;
            t.add(loop);
            return t;
        });
        if (first[0]) {
            open(topic);
        }
        return topic;
    }

    private void open(Topic topic) {
        subscribe(topic).whenComplete((interest, failure) -> {
            if (failure != null) {
                topics.remove(topic.filter(), topic);
                topic.refused(failure);
            } else {
                interests.opened();
                topic.opened(interest);
            }
        });
    }

    /** An engine that throws has refused: whoever waits for the topic must hear of it. */
    private CompletionStage<Interest> subscribe(Topic topic) {
        try {
            return engine.subscribe(topic.filter(), topic);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Takes a loop out again. */
    void detach(Topic topic, LoopTopic loop) {
        topics.computeIfPresent(topic.filter(), (f, present) -> {
            if (present == topic) {
                topic.remove(loop);
                if (topic.isUnused()) {
                    idle.add(new Idle(topic, ticker.getAsLong()));
                }
            }
            return present;
        });
    }

    /** Gives up interests that nobody has had use for during the linger time. Called every now and then by one thread. */
    public void sweep() {
        long now = ticker.getAsLong();
        for (Idle next; (next = idle.peek()) != null && now - next.sinceNanos() >= lingerNanos; ) {
            idle.poll();
            release(next.topic());
        }
    }

    /** Gives up every interest without a subscriber, at once. */
    public void releaseIdle() {
        for (Idle next; (next = idle.poll()) != null; ) {
            release(next.topic());
        }
    }

    private void release(Topic topic) {
        boolean[] released = {false};
        topics.computeIfPresent(topic.filter(), (f, present) -> {
            released[0] = present == topic && topic.isUnused();
            return released[0] ? null : present;
        });
        if (released[0]) {
            topic.whenOpen(interest -> {
                interest.close();
                interests.closed();
            });
        }
    }

    /** Interests opened and closed, as this directory counts them. */
    SharedCount interests() {
        return interests;
    }

    List<Topic> all() {
        return List.copyOf(topics.values());
    }

    @Nullable
    Topic find(TopicFilter filter) {
        return topics.get(filter);
    }

    /** Those that {@link #sweep} will look at. */
    Set<Topic> idle() {
        Set<Topic> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
        idle.forEach(next -> waiting.add(next.topic()));
        return waiting;
    }

    /** Topics and patterns with an open interest, idle ones included. */
    public int size() {
        return topics.size();
    }
}
