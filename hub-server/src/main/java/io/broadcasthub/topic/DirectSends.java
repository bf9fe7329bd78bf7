package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends the same bytes straight to the sockets of many cursors, by one call of the kernel or one after the other, and then
 * sees to what they did not take. All cursors have moved on by then, so each is seen to, whatever happens with another.
 */
@OnLoop
final class DirectSends {
    /** Sent to one by one: enough to wait once for many, few enough to be near still when it is the last one's turn. */
    private static final int MOST_ONE_BY_ONE = 32;
    /** In place of an outcome: the rest is queued, and to be flushed. */
    private static final int QUEUED = -1;

    private @Nullable SendBatch batch;
    private int most = MOST_ONE_BY_ONE;
    /** Outcomes, where there is no batch that has them. */
    private int[] outcomes = new int[most];

    /** From now on many are sent to by this batch, which becomes this object's to close. */
    void by(SendBatch batch) {
        this.batch = batch;
        most = batch.most();
        outcomes = new int[most];
    }

    /** Most cursors that are looked at together. */
    int most() {
        return most;
    }

    /**
     * Brings the cursors behind {@code last}. Each of their subscribers takes bytes directly.
     *
     * @param bytes the caller's, which keeps them until this returns
     * @return how many of them are sent it, or have it queued; the others are ended
     */
    int send(Cursor[] cursors, int size, ByteBuf bytes, int start, int end, long last) {
        SendBatch by = batch;
        int[] taken = by != null && size >= by.least()
                ? sendTogether(by, cursors, size, bytes.memoryAddress(), start, end, last)
                : sendEach(cursors, size, bytes.memoryAddress(), start, end, last);
        int served = 0;
        boolean all = true;
        for (int i = 0; i < size; i++) {
            served += taken[i] == SendBatch.UNKNOWN ? 0 : 1;
            all &= taken[i] == end - start;
        }
        if (!all) {
            // First everything is queued, then flushed: a flush may bring about a write to one whose rest is not
            // queued.
            queueRests(cursors, size, taken, bytes, start, end, last);
            if (served < size) {
                endUnknown(cursors, size, taken);
            }
            flushQueued(cursors, size, taken);
        }
        return served;
    }

    private int[] sendTogether(SendBatch by, Cursor[] cursors, int size, long address, int start, int end, long last) {
        try {
            for (int i = 0; i < size; i++) {
                Cursor cursor = cursors[i];
                // Before the kernel pushes it out of the caches.
                cursor.next = last + 1;
                cursor.subscriber().addTo(by, address, start, end);
            }
            return by.send();
        } catch (RuntimeException | OutOfMemoryError e) {
            Arrays.fill(outcomes, 0, size, SendBatch.UNKNOWN);
            return outcomes;
        }
    }

    private int[] sendEach(Cursor[] cursors, int size, long address, int start, int end, long last) {
        for (int i = 0; i < size; i++) {
            Cursor cursor = cursors[i];
            outcomes[i] = cursor.subscriber().sendDirectly(address, start, end);
            cursor.next = last + 1;
        }
        return outcomes;
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
