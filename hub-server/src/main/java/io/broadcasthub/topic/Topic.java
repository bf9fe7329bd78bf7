package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.protocol.TopicFilter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A topic or pattern that this node has subscribers of: the engine's log of it, and the loops to tell when its head moves.
 * The set of loops changes only under the directory's lock on the filter, and is read by publishers without one.
 */
@AnyThread
final class Topic implements EngineListener {
    private static final LoopTopic[] NONE = {};

    private final TopicFilter filter;
    private final CompletableFuture<Interest> opened = new CompletableFuture<>();
    private volatile LoopTopic[] loops = NONE;

    Topic(TopicFilter filter) {
        this.filter = filter;
    }

    TopicFilter filter() {
        return filter;
    }

    /** Completes when the engine has opened the log, or refused to. */
    CompletableFuture<Interest> opened() {
        return opened;
    }

    @Override
    public void headMoved() {
        for (LoopTopic loop : loops) {
            loop.signal();
        }
    }

    void add(LoopTopic loop) {
        LoopTopic[] more = Arrays.copyOf(loops, loops.length + 1);
        more[loops.length] = loop;
        loops = more;
    }

    void remove(LoopTopic loop) {
        loops = Arrays.stream(loops).filter(l -> l != loop).toArray(LoopTopic[]::new);
    }

    List<LoopTopic> loops() {
        return List.of(loops);
    }

    boolean isUnused() {
        return loops.length == 0;
    }
}
