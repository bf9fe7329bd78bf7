package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.session.SessionLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** The event loops, and what each of them owns. */
@AnyThread
final class Loops {
    private final IdentityHashMap<EventLoop, SessionLoop> byLoop = new IdentityHashMap<>();
    /** In the order of the group; those that serve clients first. */
    private final List<SessionLoop> all = new ArrayList<>();

    private final List<SessionLoop> serving;

    /** @param admin may be the same group */
    Loops(EventLoopGroup group, EventLoopGroup admin, Function<EventLoop, SessionLoop> factory) {
        add(group, factory);
        serving = Collections.unmodifiableList(new ArrayList<>(all));
        add(admin, factory);
    }

    private void add(EventLoopGroup group, Function<EventLoop, SessionLoop> factory) {
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            if (!byLoop.containsKey(loop)) {
                SessionLoop sessions = factory.apply(loop);
                byLoop.put(loop, sessions);
                all.add(sessions);
            }
        }
    }

    /** One of them, for what has to happen at a time. */
    SessionLoop timer() {
        return all.get(0);
    }

    /** Of the threads of those that serve clients; none for loops that have no thread of their own. */
    long[] threadIds() {
        return serving.stream()
                .map(sessions -> threadId(sessions.eventLoop()))
                .flatMapToLong(OptionalLong::stream)
                .toArray();
    }

    /** Starts the thread if it does not run yet. */
    static OptionalLong threadId(EventExecutor loop) {
        return loop instanceof SingleThreadEventExecutor single
                ? OptionalLong.of(single.threadProperties().id())
                : OptionalLong.empty();
    }

    SessionLoop of(EventLoop loop) {
        SessionLoop sessions = byLoop.get(loop);
        if (sessions == null) {
            throw new IllegalStateException("a channel on a foreign event loop");
        }
        return sessions;
    }

    List<SessionLoop> all() {
        return List.copyOf(all);
    }

    /** Those that serve clients. */
    List<SessionLoop> serving() {
        return serving;
    }

    /** Does something on every loop; completes when all have. */
    CompletableFuture<Void> onEach(Consumer<SessionLoop> task) {
        return collect(loop -> {
                    task.accept(loop);
                    return true;
                })
                .thenApply(done -> null);
    }

    /** Asks every loop; completes with all answers. */
    <T> CompletableFuture<List<T>> collect(Function<SessionLoop, T> question) {
        return collectStages(sessions -> CompletableFuture.completedFuture(question.apply(sessions)));
    }

    /** As {@link #collect}, for what a loop answers later. */
    <T> CompletableFuture<List<T>> collectStages(Function<SessionLoop, CompletableFuture<T>> question) {
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (SessionLoop sessions : all) {
            answers.add(CompletableFuture.supplyAsync(() -> question.apply(sessions), sessions.eventLoop())
                    .thenCompose(answer -> answer));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(v -> answers.stream().map(CompletableFuture::join).toList());
    }
}
