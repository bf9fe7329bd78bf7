package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends the same bytes to the subscribers of many cursors at once, and sees to what their sockets did not take. Throws
 * nothing: all cursors have moved on by then, so each has to be seen to, whatever happens with another.
 */
@OnLoop
final class BatchedSends {
    /** Sent to one by one: enough to wait once for many, few enough to be near still when it is the last one's turn. */
    private static final int MOST_ONE_BY_ONE = 32;
    /** In place of an outcome: the rest is queued, and to be flushed. */
    private static final int QUEUED = -1;

    private @Nullable SendBatch batch;
    private int most = MOST_ONE_BY_ONE;
    private int[] unknown = {};

    /** From now on sends go by this batch, which becomes this object's to close. */
    void by(SendBatch batch) {
        this.batch = batch;
        most = batch.most();
        unknown = new int[most];
        Arrays.fill(unknown, SendBatch.UNKNOWN);
    }

    /** Most cursors that are looked at together. */
    int most() {
        return most;
    }

    boolean suits(int cursors) {
        return batch != null && cursors >= batch.least();
    }

    /**
     * Brings the cursors behind {@code last}. Each of their subscribers takes bytes directly.
     *
     * @param bytes the caller's, which keeps them until this returns
     * @return how many of them are sent it, or have it queued; the others are ended
     */
    int send(Cursor[] cursors, int size, ByteBuf bytes, int start, int end, long last) {
        int[] taken = submit(cursors, size, bytes.memoryAddress(), start, end, last);
        int served = 0;
        boolean all = true;
        for (int i = 0; i < size; i++) {
            served += taken[i] == SendBatch.UNKNOWN ? 0 : 1;
            all &= taken[i] == end - start;
        }
        if (!all) {
            // First everything is queued, then flushed: a flush may bring about a write to one whose rest is not queued
            // yet.
            queueRests(cursors, size, taken, bytes, start, end, last);
            if (served < size) {
                endUnknown(cursors, size, taken);
            }
            flushQueued(cursors, size, taken);
        }
        return served;
    }

    private int[] submit(Cursor[] cursors, int size, long address, int start, int end, long last) {
        SendBatch by = batch;
        if (by == null) {
            throw new IllegalStateException("no batch to send by");
        }
        try {
            for (int i = 0; i < size; i++) {
                Cursor cursor = cursors[i];
                // Before the kernel pushes it out of the caches.
                cursor.next = last + 1;
                cursor.subscriber().addTo(by, address, start, end);
            }
            return by.send();
        } catch (RuntimeException | OutOfMemoryError e) {
            return unknown;
        }
    }

    private static void queueRests(
            Cursor[] cursors, int size, int[] taken, ByteBuf bytes, int start, int end, long last) {
        for (int i = 0; i < size; i++) {
            Cursor cursor = cursors[i];
            // One may have ended meanwhile, as another failed.
            if (taken[i] >= 0 && taken[i] < end - start && !cursor.isClosed()) {
                try {
                    if (cursor.subscriber().deliver(cursor, bytes, start + taken[i], end, last)) {
                        taken[i] = QUEUED;
                    }
                } catch (RuntimeException | OutOfMemoryError e) {
                    end(cursor, e);
                }
            }
        }
    }

    private void endUnknown(Cursor[] cursors, int size, int[] taken) {
        // Which may still send what the kernel was given, so before anything else goes to those sockets.
        close();
        for (int i = 0; i < size; i++) {
            if (taken[i] == SendBatch.UNKNOWN) {
                end(cursors[i], new Unsure());
            }
        }
    }

    private static void flushQueued(Cursor[] cursors, int size, int[] taken) {
        for (int i = 0; i < size; i++) {
            if (taken[i] == QUEUED) {
                try {
                    cursors[i].subscriber().flushSoon();
                } catch (RuntimeException | OutOfMemoryError e) {
                    end(cursors[i], e);
                }
            }
        }
    }

    private static void end(Cursor cursor, Throwable cause) {
        try {
            cursor.subscriber().failed(cause);
        } catch (RuntimeException | OutOfMemoryError e) {
            // It is ended all the same, without a word where there is no memory for one; the others are to be seen to.
        }
    }

    /** Sends go one by one from now on. */
    void close() {
        if (batch != null) {
            SendBatch ended = batch;
            batch = null;
            most = MOST_ONE_BY_ONE;
            ended.close();
        }
    }

    /** Without a trace, as there are many of it at a time; the batch has told the log why. */
    private static final class Unsure extends IOException {
        private static final long serialVersionUID = 1;

        Unsure() {
            super("whether a message was sent to it cannot be said");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
