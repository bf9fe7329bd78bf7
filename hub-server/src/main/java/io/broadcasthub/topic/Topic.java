package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.protocol.TopicFilter;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A topic or pattern that this node has subscribers of: the engine's log of it, and the loops to tell when its head moves.
 * The set of loops changes only under the directory's lock on the filter, and is read by publishers without one.
 */
@AnyThread
final class Topic implements EngineListener {
    private static final LoopTopic[] NONE = {};

    private final TopicFilter filter;
    /** Until the log is open; if it was refused, why. */
    private volatile @Nullable CompletableFuture<Interest> opening = new CompletableFuture<>();
    /** Once it is open. */
    private volatile @Nullable Interest interest;

    private volatile LoopTopic[] loops = NONE;

    Topic(TopicFilter filter) {
        this.filter = filter;
    }

    TopicFilter filter() {
        return filter;
    }

    /** The engine has opened the log. */
    void opened(Interest opened) {
        CompletableFuture<Interest> waiting = opening;
        interest = opened;
        opening = null;
        if (waiting != null) {
            waiting.complete(opened);
        }
    }

    /** The engine refused to. */
    void refused(Throwable why) {
        CompletableFuture<Interest> waiting = opening;
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }

    /** Null until it is open. */
    @Nullable
    Interest interest() {
        return interest;
    }

    /** Does something with the open log, now or when it is open. */
    void whenOpen(Consumer<Interest> action) {
        CompletableFuture<Interest> waiting = opening;
        if (waiting != null) {
            waiting.thenAccept(action);
        } else if (interest != null) {
            action.accept(interest);
        }
    }

    /** Completes when the engine has opened the log, or refused to; null if it has opened it. */
    @Nullable
    CompletableFuture<Interest> opening() {
        return opening;
    }

    /** Whether the engine has answered. */
    boolean isAnswered() {
        CompletableFuture<Interest> waiting = opening;
        return waiting == null || waiting.isDone();
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
        // Most topics that come and go are one loop's.
        loops = loops.length == 1 && loops[0] == loop
                ? NONE
                : Arrays.stream(loops).filter(l -> l != loop).toArray(LoopTopic[]::new);
    }

    void forEachLoop(Consumer<LoopTopic> action) {
        for (LoopTopic loop : loops) {
            action.accept(loop);
        }
    }

    /** Whether the loop is told when the head moves. */
    boolean tells(LoopTopic wanted) {
        for (LoopTopic loop : loops) {
            if (loop == wanted) {
                return true;
            }
        }
        return false;
    }

    boolean isUnused() {
        return loops.length == 0;
    }
}
