package io.broadcasthub.client;

import io.broadcasthub.protocol.ServerFrame;

/**
 * Receives what a subscription delivers. The calls for one subscription come one at a time and in order, on the client's
 * callback executor, never on a thread that serves the network; so they may block. While one blocks, the subscription's
 * buffer fills, and beyond it the messages wait at the hub (see {@link SubscribeOptions}). An exception is logged and the
 * next message follows.
 */
@FunctionalInterface
public interface Subscriber {
    /** The next message. Never a second time, also across reconnects. */
    void onMessage(ServerFrame.Message message);

    /**
     * Messages were missed and cannot be replayed. Called between the messages where they would have been. Besides what
     * the hub reports this covers what the client finds missing by itself: a hole inside an epoch
     * ({@code unavailable}), a new epoch ({@code restarted}).
     */
    default void onGap(ServerFrame.Gap gap) {}

    /** The subscription's state changed; {@link SubscriptionState.Ended} is the last call of all. */
    default void onState(SubscriptionState state) {}
}
