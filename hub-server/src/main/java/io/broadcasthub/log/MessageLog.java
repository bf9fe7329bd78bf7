package io.broadcasthub.log;

import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a topic's or pattern's log in memory: a window of its newest messages. Its lock is held for single
 * steps only, and nothing is called under it but the clock and the meter. Ages are measured with the ticker, so steps of
 * the wall clock neither drop nor keep a message wrongly.
 */
public final class MessageLog implements LogView {
    private static final long[] NONE = {};

    private final TopicFilter source;
    private final String epoch;
    private final Retention retention;
    private final long maxAge;
    private final LongSupplier nanoTicker;
    private final ByteMeter meter;
    private final @Nullable KeyIndex keys;

    /** Also the lock. */
    private final MessageRing ring = new MessageRing();

    private long bytes;
    private long newestTick;
    /** Whether the log may end before anything was written to it. */
    private boolean fresh = true;

    private volatile boolean closed;
    private volatile long head;

    /**
     * @param nanoTicker monotonic time in nanoseconds, as {@link System#nanoTime()}
     * @param meter is told of every change of this log's bytes
     */
    public MessageLog(TopicFilter source, String epoch, Retention retention, LongSupplier nanoTicker, ByteMeter meter) {
        this.source = source;
        this.epoch = epoch;
        this.retention = retention;
        this.maxAge = saturatedNanos(retention.age());
        this.nanoTicker = nanoTicker;
        this.meter = meter;
        this.keys = retention.conflate() ? new KeyIndex() : null;
    }

    /**
     * Appends and evicts what no longer fits. The newest message is kept even if it alone is over the bound of bytes:
     * otherwise it could never be delivered.
     *
     * @return the message's offset, or 0 if the log is closed
     */
    public long append(Message message) {
        synchronized (ring) {
            if (closed) {
                return 0;
            }
            long before = bytes;
            newestTick = nanoTicker.getAsLong();
            dropExpired(newestTick);
            if (retention.messages() == 0) {
                ring.skip();
            } else {
                add(message);
            }
            head = ring.head();
            meter.add(bytes - before);
            return head;
        }
    }

    /**
     * Goes on where an earlier process stopped: as if everything up to this offset had been taken and has expired.
     *
     * @param tick when the newest of these was taken
     */
    public void restoreHead(long head, long tick) {
        synchronized (ring) {
            fresh = false;
            newestTick = tick;
            skipTo(head);
        }
    }

    /** Takes a message back that had this offset; known ones are left as they are. Offsets missing before it expired. */
    public void restore(long offset, Message message, long tick) {
        synchronized (ring) {
            if (closed || offset <= head) {
                return;
            }
            long before = bytes;
            if (offset > head + 1) {
                skipTo(offset - 1);
            }
            newestTick = head == 0 || tick - newestTick > 0 ? tick : newestTick;
            if (retention.messages() == 0) {
                ring.skip();
            } else {
                add(message);
            }
            head = ring.head();
            dropExpired(nanoTicker.getAsLong());
            ring.compact();
            meter.add(bytes - before);
        }
    }

    private void skipTo(long newHead) {
        while (ring.size() > 0) {
            dropOldest();
        }
        ring.skipTo(newHead + 1);
        head = newHead;
    }

    /** Nanoseconds since the newest message was taken. */
    public long idle() {
        synchronized (ring) {
            return head == 0 && fresh ? 0 : Math.max(0, nanoTicker.getAsLong() - newestTick);
        }
    }

    private void add(Message message) {
        while (ring.size() >= retention.messages()) {
            dropOldest();
        }
        ring.add(message, newestTick);
        bytes += message.cost();
        if (keys != null) {
            keys.put(message.key(), ring.head());
        }
        while (bytes > retention.bytes() && ring.size() > 1) {
            dropOldest();
        }
        ring.compact();
    }

    /**
     * Drops expired messages.
     *
     * @return whether the log's history is over: nothing is retained, and a message as old as the newest one would have
     *     expired
     */
    public boolean trim() {
        synchronized (ring) {
            long now = nanoTicker.getAsLong();
            trimTo(now);
            return ring.size() == 0 && ((head == 0 && fresh) || now - newestTick > maxAge);
        }
    }

    /**
     * Drops oldest messages until at least {@code wanted} bytes are free or only {@code spare} messages are left.
     *
     * @return bytes freed
     */
    public long giveUp(long wanted, int spare) {
        synchronized (ring) {
            long before = bytes;
            while (before - bytes < wanted && ring.size() > spare) {
                dropOldest();
            }
            ring.compact();
            meter.add(bytes - before);
            return before - bytes;
        }
    }

    /** Drops everything; later appends are ignored. Idempotent. */
    public void close() {
        synchronized (ring) {
            closed = true;
            giveUp(Long.MAX_VALUE, 0);
        }
    }

    @Override
    public boolean read(long from, int maxBytes, MessageBatch into) {
        into.reset(from);
        synchronized (ring) {
            trimTo(nanoTicker.getAsLong());
            if (from < ring.first() || from > head + 1) {
                return false;
            }
            long read = 0;
            for (long offset = from; offset <= head && !into.isFull(); offset++) {
                Message message = ring.get(offset);
                read += message.cost();
                if (read > maxBytes && into.size() > 0) {
                    break;
                }
                into.add(message);
            }
            return true;
        }
    }

    @Override
    public long[] latestPerKey(long from) {
        synchronized (ring) {
            trimTo(nanoTicker.getAsLong());
            return keys == null ? NONE : keys.offsetsFrom(from);
        }
    }

    @Override
    public TopicFilter source() {
        return source;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public long first() {
        synchronized (ring) {
            trimTo(nanoTicker.getAsLong());
            return ring.first();
        }
    }

    /** What the retained messages cost. */
    public long bytes() {
        synchronized (ring) {
            return bytes;
        }
    }

    public boolean isClosed() {
        return closed;
    }

    private void trimTo(long now) {
        long before = bytes;
        if (dropExpired(now)) {
            ring.compact();
            meter.add(bytes - before);
        }
    }

    private boolean dropExpired(long now) {
        boolean dropped = false;
        while (ring.size() > 0 && now - ring.oldestTick() > maxAge) {
            dropOldest();
            dropped = true;
        }
        return dropped;
    }

    private void dropOldest() {
        long offset = ring.first();
        Message oldest = ring.removeOldest();
        bytes -= oldest.cost();
        if (keys != null) {
            keys.removed(oldest.key(), offset);
        }
    }

    private static long saturatedNanos(Duration age) {
        return age.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : age.toNanos();
    }
}
