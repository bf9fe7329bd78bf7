package io.broadcasthub.engine.memory;

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
import io.broadcasthub.engine.memory.journal.JournalSettings;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a hub that stands alone: everything happens on the calling thread and in this process's memory, and every
 * stage is complete when it is returned. With a data directory, publishes are written there first, by a thread of the
 * engine's that completes their stages.
 */
public final class MemoryEngine implements Engine {
    private final Sequencer sequencer;
    private final TaskScope sweep;
    private final @Nullable JournalWriter journal;
    private volatile boolean closed;

    /**
     * @param retention how much of a topic's or pattern's log is kept; asked once for each log
     * @param environment whose clock gives the times of messages and nothing else; ages and windows go by the ticker
     */
    public MemoryEngine(
            MemoryEngineSettings settings, Function<TopicFilter, Retention> retention, Environment environment) {
        this(settings, retention, environment, null);
    }

    /**
     * Goes on where the last engine in the same directory stopped. Blocks while it reads.
     *
     * @param data null for none
     * @throws HubException if the directory cannot be used; it says why and what to do
     */
    public MemoryEngine(
            MemoryEngineSettings settings,
            Function<TopicFilter, Retention> retention,
            Environment environment,
            @Nullable JournalSettings data) {
        this.sequencer = new Sequencer(settings, retention, environment);
        this.journal = data == null ? null : JournalWriter.start(data, sequencer);
        this.sweep = environment.threads().scope("hub-engine-sweep");
        TaskOwner owner = TaskOwner.named("the memory engine", task -> !closed);
        sweep.every("sweep", owner, settings.sweepInterval(), sequencer::sweepStep);
    }

    @Override
    public CompletionStage<Published> publish(Publication publication) {
        if (journal == null || closed) {
            return answer(() -> sequencer.publish(publication));
        }
        try {
            return journal.publish(publication);
        } catch (HubException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener) {
        return answer(() -> sequencer.subscribe(filter, listener));
    }

    @Override
    public CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit) {
        return answer(() -> sequencer.history(topic, after, limit));
    }

    @Override
    public CompletionStage<EngineHealth> check() {
        return answer(() -> journal == null ? EngineHealth.OK : journal.check());
    }

    @Override
    public EngineStats stats() {
        return sequencer.stats();
    }

    @Override
    public boolean holdings(HoldingVisitor visitor) {
        sequencer.holdings(visitor);
        return true;
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        CompletionStage<Void> written = journal == null ? CompletableFuture.completedStage(null) : journal.end();
        return sweep.end().thenCompose(swept -> written).thenRun(sequencer::clear);
    }

    /** Its parts, for tests that break them. */
    Sequencer sequencer() {
        return sequencer;
    }

    /** A whole round of the sweep at once, for tests: the rest of the round under way, and one more. */
    void sweepNow() {
        sequencer.sweep(Integer.MAX_VALUE);
        sequencer.sweep(Integer.MAX_VALUE);
    }

    private <T> CompletionStage<T> answer(Supplier<T> work) {
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
