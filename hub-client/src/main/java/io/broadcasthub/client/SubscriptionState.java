package io.broadcasthub.client;

import io.broadcasthub.protocol.Position;
import org.jspecify.annotations.Nullable;

/** Where a subscription stands; see {@link Subscriber#onState}. Immutable. */
public sealed interface SubscriptionState {
    /** Waits for a connection, or for the hub's answer. Nothing is lost meanwhile: it resumes where it stopped. */
    record Pending() implements SubscriptionState {}

    /**
     * The hub sends its messages.
     *
     * @param at the newest message the topic had at that moment; {@code null} if it had none
     */
    record Active(@Nullable Position at) implements SubscriptionState {}

    /**
     * Over for good; no callback follows.
     *
     * @param cause why the hub or the client ended it; {@code null} if {@link Subscription#close()} did
     */
    record Ended(@Nullable HubClientException cause) implements SubscriptionState {}
}
