package io.broadcasthub.engine.memory;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.TopicName;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The topics that exist, counted exactly against their limit. */
final class Topics {
    private final int max;
    private final LogFactory logs;
    private final Budget budget;
    private final ConcurrentHashMap<TopicName, MemoryTopic> topics = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** How far the current round of the sweep is; the sweep's alone. */
    private Iterator<MemoryTopic> round = Collections.emptyIterator();

    Topics(int max, LogFactory logs, Budget budget) {
        this.max = max;
        this.logs = logs;
        this.budget = budget;
    }

    int size() {
        return count.get();
    }

    @Nullable
    MemoryTopic find(TopicName name) {
        return topics.get(name);
    }

    /**
     * Finds or begins the topic. It may be retired by the time it is used: then {@link #remove} it and open it again.
     *
     * @throws HubException {@code overloaded} if there are as many as there may be
     */
    MemoryTopic open(TopicName name) {
        MemoryTopic found = topics.get(name);
        return found != null ? found : topics.computeIfAbsent(name, this::create);
    }

    private MemoryTopic create(TopicName name) {
        count(name);
        MemoryTopic topic = new MemoryTopic(logs.create(name));
        budget.begun(topic);
        logs.begun(topic);
        return topic;
    }

    /**
     * Begins the topic as it was in an earlier process; what there was of it since is over. Whatever the limit: among those
     * that are read are some that have ended, and which ones is known when all has been read.
     */
    MemoryTopic restore(TopicName name, String epoch) {
        MemoryTopic earlier = topics.get(name);
        if (earlier != null) {
            earlier.retire();
            remove(earlier);
        }
        count.incrementAndGet();
        MemoryTopic topic = new MemoryTopic(logs.create(name, epoch));
        budget.begun(topic);
        topics.put(name, topic);
        return topic;
    }

    /** All have been restored; if there is no room for one more, those end that have nothing left. */
    void allRestored(long now) {
        if (size() >= max) {
            sweep(now, size());
        }
    }

    /** Whether there are more than there may be. */
    boolean isOverfull() {
        return size() > max;
    }

    /** Every topic there was when this was called, and perhaps later ones. */
    Iterator<MemoryTopic> iterator() {
        return topics.values().iterator();
    }

    private void count(TopicName name) {
        if (count.getAndUpdate(n -> n < max ? n + 1 : n) >= max) {
            throw new HubException(
                    ErrorCode.OVERLOADED,
                    "the hub has as many topics as it may have; use an existing one, or try again later",
                    name.value());
        }
    }

    /**
     * Ends the topic if nobody is interested in it; what it retains is lost.
     *
     * @return bytes freed by that
     */
    long end(Feed feed) {
        if (feed instanceof MemoryTopic topic && topic.retireIfUnused()) {
            remove(topic);
            return topic.ownBytes();
        }
        return 0;
    }

    /** Lets go of a retired topic; whoever meets one may do so. */
    void remove(MemoryTopic topic) {
        if (topics.remove(topic.name(), topic)) {
            count.decrementAndGet();
            budget.ended(topic);
        }
    }

    /** Sweeps the next {@code most} topics, so that no step walks all of a large hub's. By one thread at a time. */
    void sweep(long now, int most) {
        if (!round.hasNext()) {
            round = topics.values().iterator();
        }
        for (int i = 0; i < most && round.hasNext(); i++) {
            MemoryTopic topic = round.next();
            if (topic.sweep(now)) {
                remove(topic);
            } else if (topic.touched == Budget.NEVER && !topic.hasInterest()) {
                // It had interest when it gave up its history, so the budget let it go; now it could end.
                budget.touch(topic, now);
            }
        }
    }

    void clear() {
        for (MemoryTopic topic : topics.values()) {
            topic.retire();
            remove(topic);
        }
    }
}
