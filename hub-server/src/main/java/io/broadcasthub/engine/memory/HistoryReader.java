package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.protocol.Position;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a page of history from a log that moves on meanwhile. */
final class HistoryReader {
    private HistoryReader() {}

    static HistoryPage read(LogView log, @Nullable Position after, int limit) {
        long oldest = log.first();
        boolean continues = after != null && after.epoch().equals(log.epoch());
        long wanted = after == null ? 1 : continues ? after.offset() + 1 : -1;
        long from = after == null || !continues || wanted < oldest ? oldest : wanted;
        MessageBatch batch = new MessageBatch((int) Math.max(1, Math.min(limit, log.head() - oldest + 1)));
        while (!log.read(from, Integer.MAX_VALUE, batch)) {
            from = log.first();
        }
        List<Message> messages =
                IntStream.range(0, batch.size()).mapToObj(batch::get).toList();
        long head = log.head();
        Position at = head == 0 ? null : new Position(log.epoch(), head);
        return new HistoryPage(log.epoch(), from, messages, at, from == wanted);
    }
}
