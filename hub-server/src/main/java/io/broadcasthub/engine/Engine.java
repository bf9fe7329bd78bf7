package io.broadcasthub.engine;

import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Gives every message its place and keeps the logs. Implementations pass {@code EngineContractTest}.
 *
 * <p>All methods may be called by any thread, event loops included, and never block: what takes time completes later, on a
 * thread of the engine's, within the engine's deadline. A refusal completes the stage with a
 * {@link io.broadcasthub.protocol.HubException}. Callers hold no lock.
 */
public interface Engine {
    /**
     * Appends to the topic's log, or finds the message that the same {@code dedupe} named before. When the stage
     * completes the message is in the log, and the listeners of interested nodes are told or about to be.
     */
    CompletionStage<Published> publish(Publication publication);

    /**
     * Registers this node's interest in a topic or pattern and opens its log. Interests are counted: two calls give two
     * interests, and the engine may drop the log's live feed only when both are closed.
     */
    CompletionStage<Interest> subscribe(TopicFilter filter, EngineListener listener);

    /**
     * Reads retained messages of a topic, oldest first, without registering interest.
     *
     * @param after start behind this one; null = from the oldest retained
     * @param limit most messages to return, at least 1
     */
    CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit);

    /** Whether the engine can work now; asked by readiness checks. */
    CompletionStage<EngineHealth> check();

    /** What the engine holds at the moment, for metrics and audits. Cheap. */
    EngineStats stats();

    /**
     * Tells what the engine holds for this node: every interest that is open, and every pattern that is fed. It walks what is
     * there and not what was counted, so that an audit can hold it against {@link #stats()} and against what the caller
     * believes. Of no single moment: what comes or goes meanwhile may be left out. Unlike the other methods it may take a
     * while; it is never called on an event loop. A topic that only keeps its history is held for nobody.
     *
     * @return false if the engine cannot tell, having called nothing; then it is audited by its counts alone
     */
    default boolean holdings(HoldingVisitor visitor) {
        return false;
    }

    /** Ends everything the engine started and awaits it. Idempotent; later calls of other methods are refused. */
    CompletionStage<Void> close();
}
