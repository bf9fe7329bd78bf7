package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.protocol.TopicFilter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A topic or pattern that this node has subscribers of: the engine's log of it, and the loops to tell when its head moves.
 * The set of loops changes only under the directory's lock on the filter, and is read by publishers without one.
 */
@AnyThread
final class Topic implements EngineListener {
    private final TopicFilter filter;
    /** Until the log is open; if it was refused, why. */
    private volatile @Nullable CompletableFuture<Interest> opening = new CompletableFuture<>();
    /** Once it is open. */
    private volatile @Nullable Interest interest;

    /** Null if there are none. */
    private volatile @Nullable Audience loops;

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
        forEachLoop(LoopTopic::signal);
    }

    void add(LoopTopic loop) {
        Audience present = loops;
        loops = present == null ? loop : present.and(loop);
    }

    void remove(LoopTopic loop) {
        Audience present = loops;
        loops = present == null ? null : present.without(loop);
    }

    void forEachLoop(Consumer<LoopTopic> action) {
        Audience present = loops;
        if (present != null) {
            present.forEach(action);
        }
    }

    /** Whether the loop is told when the head moves. */
    boolean tells(LoopTopic loop) {
        Audience present = loops;
        return present != null && present.has(loop);
    }

    boolean isUnused() {
        return loops == null;
    }
}
