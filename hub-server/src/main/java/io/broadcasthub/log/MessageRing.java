package io.broadcasthub.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The retained messages of one log, by offset, with the tick at which each was taken; of a conflating log also by key. A
 * circular array that starts with one slot, since most topics of a large hub are idle, doubles as needed and shrinks when
 * it has become sparse. Not thread-safe: guarded by its log.
 */
final class MessageRing {
    private static final @Nullable Message[] NO_MESSAGES = new Message[0];
    private static final long[] NO_TICKS = {};
    /** Rings up to this size are not worth shrinking before they are empty. */
    private static final int SMALL = 16;

    /** Length is a power of two (or 0), so that the slot of an offset is its low bits. */
    private @Nullable Message[] messages = NO_MESSAGES;

    private long[] ticks = NO_TICKS;
    /** Only of a log that conflates. */
    private final @Nullable KeyIndex keys;

    private long first;
    private long bytes;
    private int size;

    /**
     * @param first offset of the first message that will be added
     * @param conflate whether the newest message of each key can be asked for
     */
    MessageRing(long first, boolean conflate) {
        this.first = first;
        this.keys = conflate ? new KeyIndex() : null;
    }

    long first() {
        return first;
    }

    long head() {
        return first + size - 1;
    }

    int size() {
        return size;
    }

    /** What the messages cost. */
    long bytes() {
        return bytes;
    }

    int capacity() {
        return ticks.length;
    }

    void add(Message message, long tick) {
        if (size == ticks.length) {
            resize(Math.max(1, size * 2));
        }
        long offset = first + size;
        int slot = slot(offset);
        messages[slot] = message;
        ticks[slot] = tick;
        size++;
        bytes += message.cost();
        if (keys != null) {
            keys.put(message.key(), offset);
        }
    }

    Message get(long offset) {
        return Objects.requireNonNull(messages[slot(offset)]);
    }

    /** Offsets from here on of the newest message of each key, ascending; none of a log that does not conflate. */
    long[] latestPerKey(long from) {
        return keys == null ? KeyIndex.NONE : keys.offsetsFrom(from);
    }

    long oldestTick() {
        return ticks[slot(first)];
    }

    void removeOldest() {
        int slot = slot(first);
        Message oldest = Objects.requireNonNull(messages[slot]);
        messages[slot] = null;
        if (keys != null) {
            keys.removed(oldest.key(), first);
        }
        first++;
        size--;
        bytes -= oldest.cost();
    }

    /** Gives memory back after removals; amortised over them. */
    void compact() {
        if (ticks.length > SMALL && size < ticks.length / 4) {
            resize(Math.max(SMALL, Integer.highestOneBit(size) * 2));
        }
    }

    private void resize(int capacity) {
        @Nullable Message[] oldMessages = messages;
        long[] oldTicks = ticks;
        messages = new Message[capacity];
        ticks = new long[capacity];
        for (long offset = first; offset < first + size; offset++) {
            int from = (int) (offset & (oldTicks.length - 1));
            int to = slot(offset);
            messages[to] = oldMessages[from];
            ticks[to] = oldTicks[from];
        }
    }

    private int slot(long offset) {
        return (int) (offset & (ticks.length - 1));
    }
}
