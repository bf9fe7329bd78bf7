package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Sends the same bytes to the subscribers of many cursors at once, and sees to what their sockets did not take. */
@OnLoop
final class BatchedSends {
    /** In place of an outcome: the rest is queued, and to be flushed. */
    private static final int QUEUED = -1;

    private @Nullable SendBatch batch;

    /** From now on sends go by this batch, which becomes this object's to close. */
    void by(SendBatch batch) {
        this.batch = batch;
    }

    /** Most cursors at a time; 0 if there is no batch. */
    int most() {
        return batch == null ? 0 : batch.most();
    }

    boolean suits(int cursors) {
        return batch != null && cursors >= batch.least();
    }

    /**
     * Brings the cursors behind {@code last}. Each of their subscribers takes bytes directly.
     *
     * @param bytes the caller's, which keeps them until this returns
     */
    void send(Cursor[] cursors, int size, ByteBuf bytes, int start, int end, long last) {
        SendBatch by = batch;
        if (by == null) {
            throw new IllegalStateException("no batch to send by");
        }
        long address = bytes.memoryAddress();
        for (int i = 0; i < size; i++) {
            Cursor cursor = cursors[i];
            // Before the kernel pushes it out of the caches.
            cursor.next = last + 1;
            cursor.subscriber().addTo(by, address, start, end);
        }
        int[] taken = by.send();
        boolean all = true;
        for (int i = 0; i < size; i++) {
            if (taken[i] != end - start) {
                all = false;
                if (taken[i] != SendBatch.UNKNOWN && queue(cursors[i], bytes, start + taken[i], end, last)) {
                    taken[i] = QUEUED;
                }
            }
        }
        if (!all) {
            finish(cursors, size, taken);
        }
    }

    /** @return whether it is to be flushed; not yet, since a flush may bring about a write to one whose rest is not queued */
    private static boolean queue(Cursor cursor, ByteBuf bytes, int start, int end, long last) {
        try {
            // One may have ended meanwhile, when another failed.
            return !cursor.isClosed() && cursor.subscriber().deliver(cursor, bytes, start, end, last);
        } catch (RuntimeException | OutOfMemoryError e) {
            cursor.subscriber().failed(e);
            return false;
        }
    }

    private void finish(Cursor[] cursors, int size, int[] taken) {
        for (int i = 0; i < size; i++) {
            if (taken[i] == QUEUED) {
                flush(cursors[i].subscriber());
            } else if (taken[i] == SendBatch.UNKNOWN) {
                close();
                cursors[i]
                        .subscriber()
                        .failed(new IllegalStateException("whether a message was sent to it cannot be said"));
            }
        }
    }

    private static void flush(Subscriber subscriber) {
        try {
            subscriber.flushSoon();
        } catch (RuntimeException | OutOfMemoryError e) {
            subscriber.failed(e);
        }
    }

    /** Sends go one by one from now on. */
    void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }
}
