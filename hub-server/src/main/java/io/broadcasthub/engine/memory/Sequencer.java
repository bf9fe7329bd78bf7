package io.broadcasthub.engine.memory;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.HoldingVisitor;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.engine.memory.journal.Journal;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.ledger.SharedLedger;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the memory engine does, step by step on the calling thread; {@link MemoryEngine} gives it its lifecycle. */
final class Sequencer {
    private static final int MIN_SLICE = 1_000;

    private final InstantSource clock;
    private final LongSupplier nanoTicker;
    private final Supplier<DedupeNames> newDedupe;
    private final ByteMeter meter = new ByteMeter();
    private final SharedLedger interests;
    private final Budget budget;
    private final Topics topics;
    private final Patterns patterns;
    private final LogFactory logs;

    Sequencer(MemoryEngineSettings settings, Function<TopicFilter, Retention> retention, Environment environment) {
        this.clock = environment.clock();
        this.nanoTicker = environment.nanoTicker();
        long dedupeWindow = settings.dedupeWindow().toNanos();
        this.newDedupe = () -> new DedupeNames(dedupeWindow, settings.dedupeNames(), meter);
        this.logs = new LogFactory(new Epochs(environment.names()), retention, nanoTicker, meter);
        this.budget = new Budget(settings.budgetBytes(), meter, nanoTicker);
        this.interests = new SharedLedger(Kind.INTEREST, settings.birthStacks(), nanoTicker);
        this.topics = new Topics(settings.maxTopics(), logs, budget);
        this.patterns = new Patterns(settings, logs, budget, nanoTicker);
    }

    Published publish(Publication publication) {
        while (true) {
            MemoryTopic topic = topics.open(publication.topic());
            Published published = topic.publish(publication, clock, nanoTicker, patterns.index(), newDedupe);
            if (published == null) {
                topics.remove(topic);
                continue;
            }
            if (!published.repeated()) {
                appended(topic, topic.patterns());
            }
            return published;
        }
    }

    /** Finds the message's place for the journal, which then applies or cancels it. */
    Placement plan(Publication publication) {
        while (true) {
            MemoryTopic topic = topics.open(publication.topic());
            Placement placement = topic.plan(publication, clock, nanoTicker, patterns.index(), newDedupe);
            if (placement != null) {
                return placement;
            }
            topics.remove(topic);
        }
    }

    void apply(Placement placement) {
        placement.topic().apply(placement);
        if (placement.message() != null) {
            appended(placement.topic(), placement.patterns());
        }
    }

    Recovery recovery(boolean newEpochs) {
        return new Recovery(topics, patterns, logs, budget, newDedupe, new Times(clock, nanoTicker), newEpochs);
    }

    Checkpoint checkpoint(Journal journal) {
        return new Checkpoint(journal, topics, patterns, new Times(clock, nanoTicker));
    }

    long millis() {
        return clock.millis();
    }

    /** From now on, every feed that begins is told to the journal. */
    void tellBegun(Consumer<Feed> listener) {
        logs.tellBegun(listener);
    }

    private void appended(MemoryTopic topic, PatternFeed[] matching) {
        long now = nanoTicker.getAsLong();
        budget.touch(topic, now);
        for (PatternFeed pattern : matching) {
            budget.touch(pattern, now);
        }
        budget.enforce(topic, topics);
        topic.tell();
        for (PatternFeed pattern : matching) {
            pattern.tell();
        }
    }

    Interest subscribe(TopicFilter filter, EngineListener listener) {
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
    }

    HistoryPage history(TopicName name, @Nullable Position after, int limit) {
        MemoryTopic topic = topics.find(name);
        return topic == null || topic.isRetired()
                ? HistoryPage.none(after == null)
                : HistoryReader.read(topic.log(), after, limit);
    }

    EngineStats stats() {
        return new EngineStats(topics.size(), patterns.size(), (int) interests.open(), meter.total());
    }

    /** Every interest in topics and patterns, and every pattern that is fed. */
    void holdings(HoldingVisitor visitor) {
        topics.iterator().forEachRemaining(topic -> holdings(topic, visitor));
        patterns.all().forEach(pattern -> holdings(pattern, visitor));
        patterns.holdings(visitor);
    }

    private void holdings(Feed feed, HoldingVisitor visitor) {
        feed.forEachInterest(
                interest -> visitor.interest(feed.log().source(), interest.listener(), interests.birth(interest)));
    }

    Patterns patterns() {
        return patterns;
    }

    /** One step of the sweep: all patterns, and a share of the topics. */
    void sweepStep() {
        sweep(Math.max(MIN_SLICE, topics.size() / MemoryEngineSettings.SWEEP_STEPS));
    }

    /** Sweeps all patterns and the next {@code most} topics. */
    synchronized void sweep(int most) {
        long now = nanoTicker.getAsLong();
        patterns.sweep(now);
        topics.sweep(now, most);
    }

    /** Drops everything. */
    void clear() {
        patterns.clear();
        topics.clear();
    }
}
