package io.broadcasthub.log;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import org.jspecify.annotations.Nullable;

/**
 * One message as it is kept. Its place is not part of it: the same object stands in the topic's log and in the log of
 * every pattern that matches, each with its own position.
 *
 * @param timeMillis when the hub took it, milliseconds since 1970
 */
public record Message(
        TopicName topic,
        Payload data,
        long timeMillis,
        @Nullable String key,
        @Nullable String trace) {
    /** What an entry costs beside its payload: objects, headers, log slot. An estimate, used by every byte limit. */
    private static final int OVERHEAD = 96;
    /** What a key or trace costs beside its characters. */
    private static final int TEXT = 40;

    /** Bytes this message is counted with in limits and budgets. */
    public int cost() {
        return OVERHEAD + data.length() + cost(key) + cost(trace);
    }

    private static int cost(@Nullable String text) {
        return text == null ? 0 : TEXT + text.length();
    }
}
