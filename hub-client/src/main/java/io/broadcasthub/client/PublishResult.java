package io.broadcasthub.client;

import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicName;

/**
 * The hub has taken a message.
 *
 * @param topic where it was published
 * @param id its place there; for a repeated {@code dedupe} name, the first one's
 */
public record PublishResult(TopicName topic, Position id) {}
