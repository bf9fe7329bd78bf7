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
    /** What the engine will say, or a refusal. */
    private static final class Answer extends CompletableFuture<Interest> {}

    private final TopicFilter filter;
    /** An {@link Answer} until the log is open, then the {@link Interest}: one field, since every topic has one. */
    private volatile Object opening = new Answer();

    /** Null if there are none. */
    private volatile @Nullable Audience loops;

    Topic(TopicFilter filter) {
        this.filter = filter;
    }

    TopicFilter filter() {
        return filter;
    }

    /** The engine has opened the log. */
    void opened(Interest interest) {
        Object waiting = opening;
        opening = interest;
        if (waiting instanceof Answer answer) {
            answer.complete(interest);
        }
    }

    /** The engine refused to. */
    void refused(Throwable why) {
        if (opening instanceof Answer answer) {
            answer.completeExceptionally(why);
        }
    }

    /** Null until it is open. */
    @Nullable
    Interest interest() {
        Object now = opening;
        return now instanceof Answer ? null : (Interest) now;
    }

    /** Does something with the open log, now or when it is open. */
    void whenOpen(Consumer<Interest> action) {
        Object now = opening;
        if (now instanceof Answer answer) {
            answer.thenAccept(action);
        } else {
            action.accept((Interest) now);
        }
    }

    /** Completes when the engine has opened the log, or refused to; null if it has opened it. */
    @Nullable
    CompletableFuture<Interest> opening() {
        return opening instanceof Answer answer ? answer : null;
    }

    /** Whether the engine has answered. */
    boolean isAnswered() {
        return !(opening instanceof Answer answer) || answer.isDone();
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
