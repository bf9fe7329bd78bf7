package io.broadcasthub.engine;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to its place.
 *
 * @param key conflation key
 * @param dedupe a name that makes a repeated publish harmless
 * @param trace W3C traceparent
 */
public record Publication(
        TopicName topic,
        Payload data,
        @Nullable String key,
        @Nullable String dedupe,
        @Nullable String trace) {}
