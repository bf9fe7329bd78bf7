package io.broadcasthub.client;

import io.broadcasthub.protocol.ServerFrame;

/**
 * What {@link HubClient#events} emits: messages in order, and word of those that were missed. Each counts as one element
 * against the demand. Immutable.
 */
public sealed interface HubEvent {
    /** @param message as the hub sent it */
    record Message(ServerFrame.Message message) implements HubEvent {}

    /** @param gap messages between {@code after} and {@code next} were missed and cannot be replayed */
    record Gap(ServerFrame.Gap gap) implements HubEvent {}
}
