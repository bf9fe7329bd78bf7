package io.broadcasthub.simulation;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Incarnation;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.TopicFilter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A hub's own window of a log that is kept elsewhere. Filled by the link's thread alone, read by the loops. */
final class RemoteWindow {
    /**
     * A part of the log as its keeper has it.
     *
     * @param first offset of the first of {@code messages}; what was before it is not retained
     */
    record Range(String epoch, long first, List<Message> messages) {
        long head() {
            return first + messages.size() - 1;
        }
    }

    final TopicFilter filter;
    /** Replaced, never changed. */
    final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

    final long sinceNanos;

    private final Retention retention;
    private final LongSupplier nanoTicker;
    private final ByteMeter meter;
    private volatile @Nullable MessageLog log;
    /** Offset of the last message that its keeper has not any more and that never came here; 0 if there is none. */
    private volatile long lostUntil;

    RemoteWindow(TopicFilter filter, Retention retention, LongSupplier nanoTicker, ByteMeter meter) {
        this.filter = filter;
        this.retention = retention;
        this.nanoTicker = nanoTicker;
        this.sinceNanos = nanoTicker.getAsLong();
        this.meter = meter;
    }

    /** The log as it is now, and what of it never came here. */
    LogView view() {
        MessageLog current = log();
        return new LogView() {
            @Override
            public TopicFilter source() {
                return filter;
            }

            @Override
            public Incarnation incarnation() {
                return current;
            }

            @Override
            public long head() {
                return current.head();
            }

            @Override
            public long first() {
                return current.first();
            }

            @Override
            public boolean isLost(long offset) {
                return offset <= lostUntil;
            }

            @Override
            public boolean read(long from, int maxBytes, MessageBatch into) {
                return current.read(from, maxBytes, into);
            }

            @Override
            public long[] latestPerKey(long from) {
                return current.latestPerKey(from);
            }
        };
    }

    boolean isOpen() {
        return log != null;
    }

    MessageLog log() {
        MessageLog current = log;
        if (current == null) {
            throw new IllegalStateException("not open yet");
        }
        return current;
    }

    /**
     * Takes a message that arrives.
     *
     * @return false if something is missing before it, or the log is another
     */
    boolean append(String epoch, long offset, Message message) {
        if (!epoch.equals(log().epoch()) || offset > log().head() + 1) {
            return false;
        }
        if (offset > log().head()) {
            log().append(message);
            tell();
        }
        return true;
    }

    /** Takes what its keeper has behind the head, or all of it if the log is another one. */
    void take(Range range) {
        MessageLog current = log;
        boolean jumped = false;
        boolean begins = current == null || !current.epoch().equals(range.epoch());
        if (begins) {
            MessageLog next = new MessageLog(filter, range.epoch(), retention, nanoTicker, meter);
            if (range.first() > 1) {
                next.restoreHead(range.first() - 1, nanoTicker.getAsLong());
            }
            lostUntil = 0;
            log = next;
            if (current != null) {
                current.close();
            }
        } else if (range.first() > current.head() + 1) {
            lostUntil = range.first() - 1;
            current.restoreHead(lostUntil, nanoTicker.getAsLong());
            jumped = true;
        }
        MessageLog mine = log();
        long before = mine.head();
        for (long offset = mine.head() + 1; offset <= range.head(); offset++) {
            mine.append(range.messages().get((int) (offset - range.first())));
        }
        if (begins || jumped || mine.head() > before) {
            tell();
        }
    }

    private void tell() {
        listeners.forEach(EngineListener::headMoved);
    }

    void close() {
        if (log != null) {
            log().close();
        }
    }
}
