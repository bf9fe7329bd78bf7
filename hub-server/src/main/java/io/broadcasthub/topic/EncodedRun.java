package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;

/**
 * Consecutive messages of one log, encoded in one format: what all cursors in the same place share. A cursor may take any
 * tail of it.
 */
@OnLoop
final class EncodedRun {
    final MessageFormat format;
    final String epoch;
    final long from;
    final long to;
    private final ByteBuf bytes;
    /** Where each message ends; null if there is only one. */
    private final int[] ends;

    EncodedRun(MessageFormat format, String epoch, long from, long to, ByteBuf bytes, int[] ends) {
        this.format = format;
        this.epoch = epoch;
        this.from = from;
        this.to = to;
        this.bytes = bytes;
        this.ends = ends;
    }

    boolean holds(MessageFormat wanted, String wantedEpoch, long offset) {
        return format == wanted && from <= offset && offset <= to && epoch.equals(wantedEpoch);
    }

    /** The messages from {@code offset} to the end of the run; the caller owns what it gets. */
    ByteBuf tail(long offset) {
        return offset == from ? bytes.retainedDuplicate() : slice(start(offset), bytes.writerIndex());
    }

    /** The message at {@code offset} alone; the caller owns what it gets. */
    ByteBuf single(long offset) {
        return slice(start(offset), ends[(int) (offset - from)]);
    }

    private int start(long offset) {
        return offset == from ? 0 : ends[(int) (offset - from) - 1];
    }

    private ByteBuf slice(int start, int end) {
        return bytes.retainedSlice(start, end - start);
    }

    int size() {
        return bytes.capacity();
    }

    void release() {
        bytes.release();
    }
}
