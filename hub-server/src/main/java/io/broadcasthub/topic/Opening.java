package io.broadcasthub.topic;

import io.broadcasthub.protocol.StartAt;

/** A subscribe whose topic may not be open yet. */
record Opening(StartAt start, SubscribeOutcome outcome) implements Phase {}
