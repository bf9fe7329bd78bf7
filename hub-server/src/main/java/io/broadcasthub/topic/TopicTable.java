package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop's topics by their names: a hash table whose chains the topics are themselves, so that none of them has an entry
 * beside it. It grows and shrinks with their number.
 */
@OnLoop
final class TopicTable {
    private static final int SMALLEST = 16;

    /** The first of each chain; as many as a power of two, and not fewer than topics. */
    private @Nullable LoopTopic[] chains = new LoopTopic[SMALLEST];

    private int size;

    int size() {
        return size;
    }

    List<LoopTopic> all() {
        List<LoopTopic> all = new ArrayList<>(size);
        for (LoopTopic first : chains) {
            for (LoopTopic topic = first; topic != null; topic = topic.chained) {
                all.add(topic);
            }
        }
        return all;
    }

    @Nullable
    LoopTopic find(TopicFilter filter) {
        LoopTopic topic = chains[chain(filter)];
        while (topic != null && !topic.filter().equals(filter)) {
            topic = topic.chained;
        }
        return topic;
    }

    /** Adds a topic whose name is not there yet. */
    void add(LoopTopic topic) {
        if (size == chains.length) {
            resize(2 * size);
        }
        link(topic);
        size++;
    }

    /** @return whether it was there: this one, not another of its name */
    boolean remove(LoopTopic topic) {
        if (!unlink(topic)) {
            return false;
        }
        size--;
        return true;
    }

    /** Gives back room that is not needed any more. Apart from removing, which must not fail where there is no memory. */
    void shrink() {
        if (size < chains.length / 4 && chains.length > SMALLEST) {
            resize(chains.length / 2);
        }
    }

    private void link(LoopTopic topic) {
        int chain = chain(topic.filter());
        topic.chained = chains[chain];
        chains[chain] = topic;
    }

    private boolean unlink(LoopTopic topic) {
        int chain = chain(topic.filter());
        LoopTopic before = null;
        for (LoopTopic there = chains[chain]; there != null; there = there.chained) {
            if (there == topic) {
                if (before == null) {
                    chains[chain] = there.chained;
                } else {
                    before.chained = there.chained;
                }
                there.chained = null;
                return true;
            }
            before = there;
        }
        return false;
    }

    private void resize(int length) {
        @Nullable LoopTopic[] before = chains;
        chains = new LoopTopic[length];
        for (LoopTopic first : before) {
            for (LoopTopic topic = first; topic != null; ) {
                LoopTopic next = topic.chained;
                link(topic);
                topic = next;
            }
        }
    }

    private int chain(TopicFilter filter) {
        int hash = filter.hashCode();
        return (hash ^ hash >>> 16) & chains.length - 1;
    }
}
