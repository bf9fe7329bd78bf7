package io.broadcasthub.engine;

import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Retained messages of one topic, consecutive, oldest first.
 *
 * @param epoch of the log; null if the topic does not exist
 * @param first offset of the first of {@code messages}
 * @param at the topic's newest message, null if none
 * @param complete whether nothing is missing between what was asked for and the first message returned
 */
public record HistoryPage(
        @Nullable String epoch,
        long first,
        List<Message> messages,
        @Nullable Position at,
        boolean complete) {
    /** Nothing is retained. */
    public static HistoryPage none(boolean complete) {
        return new HistoryPage(null, 1, List.of(), null, complete);
    }
}
