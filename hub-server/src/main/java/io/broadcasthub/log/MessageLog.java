package io.broadcasthub.log;

import io.broadcasthub.protocol.TopicFilter;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a topic's or pattern's log in memory: a window of its newest messages. Its lock is held for single
 * steps only, and nothing is called under it but the clock and the meter. Ages are measured with the ticker, so steps of
 * the wall clock neither drop nor keep a message wrongly.
 */
public final class MessageLog implements LogView, Incarnation {
    private final TopicFilter source;
    private final LogTerms terms;
    /** Of its {@link Epoch}. */
    private final int number;

    /** Only while something is retained: most topics of a large hub are silent. */
    private @Nullable MessageRing ring;

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
        this(source, new LogTerms(epoch, retention, nanoTicker, meter), Epoch.UNNUMBERED);
    }

    /** @param number of its {@link Epoch}, whose seed the terms have */
    public MessageLog(TopicFilter source, LogTerms terms, int number) {
        this.source = source;
        this.terms = terms;
        this.number = number;
    }

    /**
     * Appends and evicts what no longer fits. The newest message is kept even if it alone is over the bound of bytes:
     * otherwise it could never be delivered.
     *
     * @return the message's offset, or 0 if the log is closed
     */
    public long append(Message message) {
        synchronized (this) {
            if (closed) {
                return 0;
            }
            long before = retainedBytes();
            newestTick = terms.nanoTicker.getAsLong();
            dropExpired(newestTick);
            add(message);
            terms.meter.add(retainedBytes() - before);
            return head;
        }
    }

    /**
     * Goes on behind what this process never had, or cannot get: as if everything up to this offset had been taken and has
     * expired.
     *
     * @param tick when the newest of these was taken
     */
    public void restoreHead(long head, long tick) {
        synchronized (this) {
            long before = retainedBytes();
            fresh = false;
            newestTick = tick;
            skipTo(head);
            terms.meter.add(retainedBytes() - before);
        }
    }

    /** Takes a message back that had this offset; known ones are left as they are. Offsets missing before it expired. */
    public void restore(long offset, Message message, long tick) {
        synchronized (this) {
            if (closed || offset <= head) {
                return;
            }
            long before = retainedBytes();
            if (offset > head + 1) {
                skipTo(offset - 1);
            }
            newestTick = head == 0 || tick - newestTick > 0 ? tick : newestTick;
            add(message);
            dropExpired(terms.nanoTicker.getAsLong());
            compact();
            terms.meter.add(retainedBytes() - before);
        }
    }

    private void skipTo(long newHead) {
        while (retained() > 0) {
            dropOldest();
        }
        ring = null;
        head = newHead;
    }

    /** Nanoseconds since the newest message was taken. */
    public long idle() {
        synchronized (this) {
            return head == 0 && fresh ? 0 : Math.max(0, terms.nanoTicker.getAsLong() - newestTick);
        }
    }

    private void add(Message message) {
        long offset = head + 1;
        if (terms.retention.messages() > 0) {
            while (retained() >= terms.retention.messages()) {
                dropOldest();
            }
            if (ring == null) {
                ring = new MessageRing(offset, terms.retention.conflate());
            }
            ring.add(message, newestTick);
            while (ring.bytes() > terms.retention.bytes() && ring.size() > 1) {
                dropOldest();
            }
            ring.compact();
        }
        head = offset;
    }

    private int retained() {
        return ring == null ? 0 : ring.size();
    }

    private long retainedBytes() {
        return ring == null ? 0 : ring.bytes();
    }

    private long oldest() {
        return ring == null ? head + 1 : ring.first();
    }

    private void compact() {
        if (retained() == 0) {
            ring = null;
        } else if (ring != null) {
            ring.compact();
        }
    }

    /**
     * Drops expired messages.
     *
     * @return whether the log's history is over: nothing is retained, and a message as old as the newest one would have
     *     expired
     */
    public boolean trim() {
        synchronized (this) {
            long now = terms.nanoTicker.getAsLong();
            trimTo(now);
            return retained() == 0 && ((head == 0 && fresh) || now - newestTick > terms.maxAge);
        }
    }

    /**
     * Drops oldest messages until at least {@code wanted} bytes are free or only {@code spare} messages are left.
     *
     * @return bytes freed
     */
    public long giveUp(long wanted, int spare) {
        synchronized (this) {
            long before = retainedBytes();
            while (before - retainedBytes() < wanted && retained() > spare) {
                dropOldest();
            }
            compact();
            terms.meter.add(retainedBytes() - before);
            return before - retainedBytes();
        }
    }

    /** Drops everything; later appends are ignored. Idempotent. */
    public void close() {
        synchronized (this) {
            closed = true;
            giveUp(Long.MAX_VALUE, 0);
        }
    }

    @Override
    public boolean read(long from, int maxBytes, MessageBatch into) {
        into.reset(from);
        synchronized (this) {
            trimTo(terms.nanoTicker.getAsLong());
            if (from < oldest() || from > head + 1) {
                return false;
            }
            long read = 0;
            for (long offset = from; ring != null && offset <= head && !into.isFull(); offset++) {
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
        synchronized (this) {
            trimTo(terms.nanoTicker.getAsLong());
            return ring == null ? KeyIndex.NONE : ring.latestPerKey(from);
        }
    }

    @Override
    public TopicFilter source() {
        return source;
    }

    @Override
    public Incarnation incarnation() {
        return this;
    }

    @Override
    public String epoch() {
        return terms.epoch(number);
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public long first() {
        synchronized (this) {
            trimTo(terms.nanoTicker.getAsLong());
            return oldest();
        }
    }

    /** What the retained messages cost. */
    public long bytes() {
        synchronized (this) {
            return retainedBytes();
        }
    }

    public boolean isClosed() {
        return closed;
    }

    private void trimTo(long now) {
        long before = retainedBytes();
        if (dropExpired(now)) {
            compact();
            terms.meter.add(retainedBytes() - before);
        }
    }

    private boolean dropExpired(long now) {
        boolean dropped = false;
        while (ring != null && ring.size() > 0 && now - ring.oldestTick() > terms.maxAge) {
            dropOldest();
            dropped = true;
        }
        return dropped;
    }

    private void dropOldest() {
        Objects.requireNonNull(ring).removeOldest();
    }
}
