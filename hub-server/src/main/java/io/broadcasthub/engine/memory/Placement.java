package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Published;
import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a message goes.
 *
 * @param message null if an earlier one of the same name is there already
 * @param patterns those it goes to as well
 * @param dedupe the name that it takes
 */
@SuppressWarnings("ArrayRecordComponent") // the topic's own array, shared by its messages and never changed
record Placement(
        MemoryTopic topic,
        @Nullable Message message,
        PatternFeed[] patterns,
        @Nullable String dedupe,
        Position at) {
    private static final PatternFeed[] NONE = {};

    static Placement repeated(MemoryTopic topic, Position at) {
        return new Placement(topic, null, NONE, null, at);
    }

    Published published() {
        return new Published(at, message == null);
    }
}
