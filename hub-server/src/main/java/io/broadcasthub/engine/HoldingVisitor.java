package io.broadcasthub.engine;

import io.broadcasthub.ledger.Birth;
import io.broadcasthub.protocol.TopicFilter;
import org.jspecify.annotations.Nullable;

/**
 * Is told what an engine holds for this node ({@link Engine#holdings}). Called on the thread that asked, one call after the
 * other, with no lock of the engine's held. It does not throw.
 */
public interface HoldingVisitor {
    /**
     * An interest that is open: {@link Engine#subscribe} made it, and nobody has closed it.
     *
     * @param filter of that call
     * @param listener of that call, the very one: by it the caller knows its own. An engine that wraps listeners, or is
     *     wrapped by one that does, unwraps them here
     * @param birth where and when it was opened; null if the engine keeps that for a sample only, and this is not in it
     */
    void interest(TopicFilter filter, EngineListener listener, @Nullable Birth birth);

    /**
     * A pattern that is fed: messages of matching topics are put into its log.
     *
     * @param wanted whether somebody is interested in it, or it is about to be given up
     * @param sinceNanos when it began, or lost its last interest if that was later; by the environment's ticker
     * @param birth where it began; null as above
     */
    void feed(TopicFilter pattern, boolean wanted, long sinceNanos, @Nullable Birth birth);
}
