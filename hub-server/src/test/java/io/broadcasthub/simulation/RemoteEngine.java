package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.HoldingVisitor;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hub's side of an engine across a network: a window per topic, filled by what its keeper sends, checked for
 * continuity, repaired from the keeper's log. All of it on the link's thread.
 */
final class RemoteEngine implements Engine {
    /** When an answer that did not come is given up. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    /** How often heads are compared: a message that was lost last shows in no other way. */
    private static final Duration COMPARE = Duration.ofSeconds(3);

    private final Keeper keeper;
    private final EngineLink link;
    private final Function<TopicFilter, Retention> retention;
    private final Environment environment;
    private final TaskScope thread;
    private final ByteMeter meter = new ByteMeter();
    private final Map<TopicFilter, RemoteWindow> windows = new ConcurrentHashMap<>();
    private final AtomicInteger interests = new AtomicInteger();
    private final TaskOwner owner = TaskOwner.named("the engine", task -> true);
    private volatile boolean closed;

    RemoteEngine(
            Keeper keeper,
            EngineLink link,
            TaskScope thread,
            Function<TopicFilter, Retention> retention,
            Environment environment) {
        this.keeper = keeper;
        this.link = link;
        this.thread = thread;
        this.retention = retention;
        this.environment = environment;
        thread.every(
                "compare",
                owner,
                COMPARE,
                () -> windows.values().stream()
                        .sorted((a, b) -> a.filter.value().compareTo(b.filter.value()))
                        .forEach(this::repair));
    }

    // Asking the keeper -----------------------------------------------------------------------------------------------

    /** Asks across the link; the answer comes back across it, or never, and then there is the deadline. */
    private <T> CompletableFuture<T> ask(String topic, Function<Keeper, CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(unavailable("the hub is shutting down; connect again"));
            return answer;
        }
        if (link.isCut()) {
            thread.after("refusal", owner, Duration.ZERO, () -> answer.completeExceptionally(unreachable()));
            return answer;
        }
        link.send(
                topic,
                () -> question.apply(keeper)
                        .whenComplete((value, failure) -> link.send(topic, () -> {
                            if (failure == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        })));
        thread.after("deadline", owner, DEADLINE, () -> answer.completeExceptionally(unreachable()));
        return answer;
    }

    private static HubException unreachable() {
        return unavailable("the engine is not to be reached; try again");
    }

    private static HubException unavailable(String why) {
        return new HubException(ErrorCode.UNAVAILABLE, why);
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        return ask(publication.topic().value(), k -> k.publish(publication));
    }

    @Override
    public CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit) {
        return ask(topic.value(), k -> k.history(topic, after, limit));
    }

    @Override
    public CompletionStage<EngineHealth> check() {
        return closed
                ? CompletableFuture.failedStage(unavailable("the hub is shutting down"))
                : CompletableFuture.completedStage(
                        link.isCut() ? new EngineHealth(false, "the engine is not to be reached") : EngineHealth.OK);
    }

    // Interest --------------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        CompletableFuture<Interest> result = new CompletableFuture<>();
        if (closed) {
            result.completeExceptionally(unavailable("the hub is shutting down; connect again"));
            return result;
        }
        thread.executor().execute(() -> open(filter, listener, result));
        return result;
    }

    private void open(TopicFilter filter, EngineListener listener, CompletableFuture<Interest> result) {
        RemoteWindow present = windows.get(filter);
        if (present != null && present.isOpen()) {
            result.complete(interest(present, listener));
            return;
        }
        RemoteWindow window = new RemoteWindow(filter, retention.apply(filter), environment.nanoTicker(), meter);
        // First the feed, then what is there: both arrive in order, so nothing comes between them.
        ask(filter.value(), k -> k.feed(this, filter)).whenComplete((range, failure) -> {
            if (closed || failure != null) {
                result.completeExceptionally(failure == null ? unavailable("the hub is shutting down") : failure);
                return;
            }
            RemoteWindow winner = windows.computeIfAbsent(filter, f -> window);
            winner.take(range);
            result.complete(interest(winner, listener));
        });
    }

    private Interest interest(RemoteWindow window, EngineListener listener) {
        window.listeners.add(listener);
        interests.incrementAndGet();
        AtomicBoolean open = new AtomicBoolean(true);
        return new Interest() {
            @Override
            public LogView log() {
                return window.view();
            }

            @Override
            public void close() {
                if (open.compareAndSet(true, false) && !closed) {
                    interests.decrementAndGet();
                    window.listeners.remove(listener);
                    thread.executor().execute(() -> release(window));
                }
            }
        };
    }

    private void release(RemoteWindow window) {
        if (window.listeners.isEmpty() && windows.remove(window.filter, window)) {
            window.close();
            link.send(window.filter.value(), () -> keeper.release(this, window.filter));
        }
    }

    // What arrives ----------------------------------------------------------------------------------------------------

    /** The keeper sends every message of a feed. */
    void push(TopicFilter filter, String epoch, long offset, Message message) {
        link.send(
                filter.value(),
                () -> window(filter, window -> {
                    if (!window.append(epoch, offset, message)) {
                        repair(window);
                    }
                }));
    }

    /** Fetches what is missing behind the head, if anything is. */
    private void repair(RemoteWindow window) {
        String epoch = window.log().epoch();
        long head = window.log().head();
        ask(window.filter.value(), k -> k.range(window.filter, epoch, head + 1)).whenComplete((range, failure) -> {
            if (failure == null && windows.get(window.filter) == window) {
                window.take(range);
            }
        });
    }

    private void window(TopicFilter filter, Consumer<RemoteWindow> action) {
        RemoteWindow window = windows.get(filter);
        if (window != null && !closed) {
            action.accept(window);
        }
    }

    @Override
    public EngineStats stats() {
        int patterns =
                (int) windows.keySet().stream().filter(TopicFilter::isPattern).count();
        return new EngineStats(windows.size() - patterns, patterns, interests.get(), meter.total());
    }

    /** This node's side of it: a window is released at the keeper once nobody listens. */
    @Override
    public boolean holdings(HoldingVisitor visitor) {
        for (RemoteWindow window : windows.values()) {
            window.listeners.forEach(listener -> visitor.interest(window.filter, listener, null));
            if (window.filter.isPattern()) {
                visitor.feed(window.filter, true, window.sinceNanos, null);
            }
        }
        return true;
    }

    @Override
    public CompletionStage<Void> close() {
        if (closed) {
            return CompletableFuture.completedStage(null);
        }
        closed = true;
        CompletableFuture<Void> ended = new CompletableFuture<>();
        thread.executor().execute(() -> {
            List.copyOf(windows.values()).forEach(RemoteWindow::close);
            windows.clear();
            interests.set(0);
            keeper.forget(this);
            ended.complete(null);
        });
        return ended.thenCompose(done -> thread.end());
    }
}
