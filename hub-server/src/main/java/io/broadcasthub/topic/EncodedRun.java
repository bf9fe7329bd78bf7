package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.log.Incarnation;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive messages of one log, encoded in one format: what all cursors in the same place share. A cursor may take any
 * tail of it.
 */
@OnLoop
final class EncodedRun {
    final MessageFormat format;
    private final Incarnation incarnation;
    final long from;
    final long to;
    private final ByteBuf bytes;
    /** Where each message ends. */
    private final int[] ends;
    /** Set if it is in the ledger's sample. */
    @Nullable
    Birth birth;

    EncodedRun(MessageFormat format, Incarnation incarnation, long from, long to, ByteBuf bytes, int[] ends) {
        this.format = format;
        this.incarnation = incarnation;
        this.from = from;
        this.to = to;
        this.bytes = bytes;
        this.ends = ends;
    }

    boolean holds(MessageFormat wanted, Incarnation of, long offset) {
        return format == wanted && from <= offset && offset <= to && incarnation == of;
    }

    /** All messages of the run. They stay the run's; who needs them longer than it lives retains them. */
    ByteBuf bytes() {
        return bytes;
    }

    /** Where the message at {@code offset} begins in {@link #bytes()}. */
    int start(long offset) {
        return offset == from ? 0 : end(offset - 1);
    }

    /** Where the message at {@code offset} ends. */
    int end(long offset) {
        return ends[(int) (offset - from)];
    }

    int size() {
        return bytes.capacity();
    }

    void release() {
        bytes.release();
    }
}
