package io.broadcasthub.bench.load;

/**
 * Whether one subscriber gets every message of its topic once and in order. The last 64 numbers are remembered, so that one
 * that comes late is told from one that comes twice.
 */
public final class SequenceCheck {
    private static final int WINDOW = 64;

    private long last;
    /** Bit n: whether {@code last - n} came. */
    private long seen;

    private boolean skipAnnounced;

    /** The highest number that came. */
    public long last() {
        return last;
    }

    /** The server says that it left messages out. */
    public void skipAnnounced() {
        skipAnnounced = true;
    }

    public void accept(long sequence, Counts counts) {
        if (sequence == last + 1) {
            last = sequence;
            seen = seen << 1 | 1;
            counts.distinct++;
            return;
        }
        if (sequence > last) {
            skip(sequence, counts);
            return;
        }
        long back = last - sequence;
        if (sequence > 0 && back < WINDOW && (seen >>> back & 1) == 0) {
            seen |= 1L << back;
            counts.outOfOrder++;
            counts.distinct++;
            counts.holes--;
        } else {
            counts.repeated++;
        }
    }

    private void skip(long sequence, Counts counts) {
        long step = sequence - last;
        if (skipAnnounced) {
            counts.skipped += step - 1;
        } else {
            counts.holes += step - 1;
        }
        skipAnnounced = false;
        seen = step < WINDOW ? seen << step | 1 : 1;
        last = sequence;
        counts.distinct++;
    }
}
