package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a hub that stands alone: everything happens on the calling thread and in this process's memory, and every
 * stage is complete when it is returned.
 */
public final class MemoryEngine implements Engine {
    private static final int MIN_SLICE = 1_000;

    private final InstantSource clock;
    private final LongSupplier nanoTicker;
    private final Supplier<DedupeNames> newDedupe;
    private final ByteMeter meter = new ByteMeter();
    private final AtomicInteger interests = new AtomicInteger();
    private final Budget budget;
    private final Topics topics;
    private final Patterns patterns;
    private final Sweep sweep;
    private volatile boolean closed;

    /**
     * @param retention how much of a topic's or pattern's log is kept; asked once for each log
     * @param clock for the times of messages, and nothing else
     * @param nanoTicker for ages and windows, as {@link System#nanoTime()}
     */
    public MemoryEngine(
            MemoryEngineSettings settings,
            Function<TopicFilter, Retention> retention,
            InstantSource clock,
            LongSupplier nanoTicker) {
        this.clock = clock;
        this.nanoTicker = nanoTicker;
        long dedupeWindow = settings.dedupeWindow().toNanos();
        this.newDedupe = () -> new DedupeNames(dedupeWindow, settings.dedupeNames());
        LogFactory logs = new LogFactory(retention, nanoTicker, meter);
        this.budget = new Budget(settings.budgetBytes(), meter, nanoTicker);
        this.topics = new Topics(settings.maxTopics(), logs, budget);
        this.patterns = new Patterns(settings, logs, budget, nanoTicker);
        this.sweep = Sweep.start(this::sweepStep, settings.sweepInterval());
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        return answer(() -> {
            while (true) {
                MemoryTopic topic = topics.open(publication.topic());
                Published published = topic.publish(publication, clock, nanoTicker, patterns.index(), newDedupe);
                if (published == null) {
                    topics.remove(topic);
                    continue;
                }
                if (!published.repeated()) {
                    appended(topic);
                }
                return published;
            }
        });
    }

    private void appended(MemoryTopic topic) {
        long now = nanoTicker.getAsLong();
        PatternFeed[] matching = topic.patterns();
        budget.touch(topic, now);
        for (PatternFeed pattern : matching) {
            budget.touch(pattern, now);
        }
        budget.enforce(topic);
        topic.tell();
        for (PatternFeed pattern : matching) {
            pattern.tell();
        }
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        return answer(() -> {
            if (filter.isPattern()) {
                return patterns.subscribe(filter, listener, interests);
            }
            while (true) {
                MemoryTopic topic = topics.open(filter.topic());
                MemoryInterest interest = topic.subscribe(listener, interests);
                if (interest != null) {
                    return interest;
                }
                topics.remove(topic);
            }
        });
    }

    @Override
    public CompletionStage<HistoryPage> history(TopicName name, @Nullable Position after, int limit) {
        return answer(() -> {
            MemoryTopic topic = topics.find(name);
            return topic == null || topic.isRetired()
                    ? HistoryPage.none(after == null)
                    : HistoryReader.read(topic.log(), after, limit);
        });
    }

    @Override
    public CompletionStage<EngineHealth> check() {
        return answer(() -> EngineHealth.OK);
    }

    @Override
    public EngineStats stats() {
        return new EngineStats(topics.size(), patterns.size(), interests.get(), meter.total());
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return sweep.end().thenRun(() -> {
            patterns.clear();
            topics.clear();
        });
    }

    /** One step of the sweep: all patterns, and a share of the topics. */
    private void sweepStep() {
        sweep(Math.max(MIN_SLICE, topics.size() / MemoryEngineSettings.SWEEP_STEPS));
    }

    /** A whole round at once, for tests. */
    void sweepNow() {
        sweep(Integer.MAX_VALUE);
        sweep(Integer.MAX_VALUE);
    }

    private synchronized void sweep(int most) {
        long now = nanoTicker.getAsLong();
        patterns.sweep(now);
        topics.sweep(now, most);
    }

    private <T> CompletionStage<T> answer(Supplier<? extends T> work) {
        if (closed) {
            return CompletableFuture.failedStage(
                    new HubException(ErrorCode.UNAVAILABLE, "the hub is shutting down; connect again"));
        }
        try {
            return CompletableFuture.completedStage(work.get());
        } catch (HubException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
