package io.broadcasthub.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * How much is read at once: little from the many who only listen, much from those who send much. Netty's own adapts more
 * finely, at 150 bytes more for each connection; here each reading begins with little, and nothing is remembered between.
 */
@SuppressWarnings("deprecation") // Handle: every allocator still has to name it
final class ReceiveBuffers implements RecvByteBufAllocator {
    /** For mechanisms that hand over what was read in a later turn of the loop than they were asked to read. */
    static final ReceiveBuffers OWN = new ReceiveBuffers(false);
    /** One for all connections of a loop: reading from one ends before another one's turn, and begins anew each time. */
    static final ReceiveBuffers SHARED = new ReceiveBuffers(true);

    private static final FastThreadLocal<KeepingHandle> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected KeepingHandle initialValue() {
            return new KeepingHandle();
        }

        @Override
        protected void onRemoval(KeepingHandle handle) {
            handle.end();
        }
    };
    private static final int SMALL = 2 * 1024;
    private static final int LARGE = 64 * 1024;
    /** Reads of one connection before the others have their turn. */
    private static final int MAX_READS = 16;

    private final boolean shared;

    private ReceiveBuffers(boolean shared) {
        this.shared = shared;
    }

    @Override
    public Handle newHandle() {
        return shared ? OF_LOOP.get() : new AdaptingHandle();
    }

    private static class AdaptingHandle implements ExtendedHandle {
        private @Nullable ChannelConfig config;
        private int next = SMALL;
        private int attempted;
        private int last;
        private int reads;

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            return alloc.ioBuffer(next);
        }

        @Override
        public int guess() {
            return next;
        }

        @Override
        public void reset(ChannelConfig config) {
            this.config = config;
            next = SMALL;
            reads = 0;
        }

        @Override
        public void incMessagesRead(int count) {
            reads += count;
        }

        @Override
        public void lastBytesRead(int bytes) {
            last = bytes;
            if (bytes == attempted) {
                next = LARGE;
            }
        }

        @Override
        public int lastBytesRead() {
            return last;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attempted = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public boolean continueReading() {
            return last == attempted && mayReadOn();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return mayReadOn() && maybeMore.get();
        }

        private boolean mayReadOn() {
            return last > 0 && reads < MAX_READS && config != null && config.isAutoRead();
        }

        @Override
        public void readComplete() {
            config = null;
        }
    }

    /** Reads little into the same buffer again, unless somebody still has a part of it: few keep what they were sent. */
    private static final class KeepingHandle extends AdaptingHandle {
        private @Nullable ByteBuf kept;

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            if (guess() != SMALL) {
                return super.allocate(alloc);
            }
            ByteBuf buffer = kept;
            if (buffer == null || buffer.refCnt() != 1 || buffer.capacity() != SMALL) {
                end();
                buffer = super.allocate(alloc);
                kept = buffer;
            }
            return buffer.clear().retain();
        }

        /** Gives back what is kept; before anything else, it is kept no more. */
        void end() {
            ByteBuf last = kept;
            kept = null;
            if (last != null && last.refCnt() > 0) {
                last.release();
            }
        }
    }
}
