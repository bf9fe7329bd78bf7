package io.broadcasthub.client;

import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import org.jspecify.annotations.Nullable;

/** A subscription in force, from {@link HubClient#subscribe}. Thread-safe; no method blocks. */
public interface Subscription extends AutoCloseable {
    /** The topic or pattern subscribed to. */
    TopicFilter topic();

    /**
     * The last message whose {@link Subscriber#onMessage} has returned, {@code null} before the first. Store it to go on
     * there in a later process, with {@link SubscribeOptions#after}.
     */
    @Nullable
    Position position();

    /** The present state. */
    SubscriptionState state();

    /**
     * Unsubscribes. No callback begins after this returned, except {@link SubscriptionState.Ended}; one that is running
     * is not waited for. Does nothing when called again.
     */
    @Override
    void close();
}
