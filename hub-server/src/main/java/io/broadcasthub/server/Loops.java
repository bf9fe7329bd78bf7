package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.session.SessionLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** The event loops, and what each of them owns. */
@AnyThread
final class Loops {
    private final IdentityHashMap<EventLoop, SessionLoop> byLoop = new IdentityHashMap<>();
    /** In the order of the group. */
    private final List<SessionLoop> all = new ArrayList<>();

    Loops(EventLoopGroup group, Function<EventLoop, SessionLoop> factory) {
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            SessionLoop sessions = factory.apply(loop);
            byLoop.put(loop, sessions);
            all.add(sessions);
        }
    }

    /** One of them, for what has to happen at a time. */
    EventLoop timer() {
        return all.get(0).eventLoop();
    }

    /** Of the loops' threads; none for loops that have no thread of their own. */
    long[] threadIds() {
        return byLoop.keySet().stream()
                .filter(SingleThreadEventExecutor.class::isInstance)
                .mapToLong(loop ->
                        ((SingleThreadEventExecutor) loop).threadProperties().id())
                .toArray();
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
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (SessionLoop sessions : all) {
            answers.add(CompletableFuture.supplyAsync(() -> question.apply(sessions), sessions.eventLoop()));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(v -> answers.stream().map(CompletableFuture::join).toList());
    }
}
