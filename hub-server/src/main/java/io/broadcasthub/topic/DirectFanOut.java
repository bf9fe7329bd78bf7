package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.log.LogView;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends one run straight to the sockets of many cursors that are in the same place: looks at all of them first, then sends
 * to all by one call of the kernel, or to one after the other. What a delivery reads of its connection is so waited for
 * together with the others', and between two sends, each of which pushes everything else out of the core's caches, there is
 * little code, or none ({@code docs/adr/013}).
 *
 * <p>A loop has one, in use while it advances one topic's cursors; empty otherwise.
 */
@OnLoop
final class DirectFanOut {
    private final LoopTopics loop;
    private final BatchedSends batched = new BatchedSends();
    private Cursor[] cursors = new Cursor[batched.most()];
    private int size;
    private int collected;
    /** What those collected have in common: how and from where they read. */
    private @Nullable MessageFormat format;

    private long from;

    DirectFanOut(LoopTopics loop) {
        this.loop = loop;
    }

    /** From now on many are sent to at once, by this batch, which becomes this object's to close. */
    void by(SendBatch batch) {
        assert isEmpty();
        batched.by(batch);
        cursors = new Cursor[batched.most()];
    }

    /** Ends sending by a batch, if there is one. */
    void close() {
        batched.close();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many were ever collected; wraps. */
    int collected() {
        return collected;
    }

    boolean isFull() {
        return size == batched.most();
    }

    /** Collects the cursor, if it can be served by {@link #send} together with those collected before. */
    boolean takes(Cursor cursor, LogView log, long head) {
        if (isFull() || !cursor.isActive() || cursor.next > head || cursor.conflation != null) {
            return false;
        }
        Subscriber subscriber = cursor.subscriber();
        if (!subscriber.takesDirectly() || !log.epoch().equals(cursor.epoch)) {
            return false;
        }
        MessageFormat wanted = subscriber.format();
        if (size == 0) {
            format = wanted;
            from = cursor.next;
        } else if (format != wanted || from != cursor.next) {
            return false;
        }
        cursors[size++] = cursor;
        collected++;
        return true;
    }

    /**
     * Advances those that were collected to the head, and forgets them.
     *
     * @return whether one of them is not there yet
     */
    boolean send(LoopTopic topic, LogView log, long head) {
        if (size == 0) {
            return false;
        }
        try {
            EncodedRun run = find(topic, log, head);
            boolean done = run != null && deliver(run) && run.to >= head;
            return !done && advanceEach(topic, log, head);
        } finally {
            Arrays.fill(cursors, 0, size, null);
            size = 0;
            format = null;
        }
    }

    private @Nullable EncodedRun find(LoopTopic topic, LogView log, long head) {
        try {
            EncodedRun run = format == null ? null : topic.runs().find(format, log, from, head);
            return run != null && run.bytes().hasMemoryAddress() ? run : null;
        } catch (RuntimeException | OutOfMemoryError e) {
            // Each of them meets it by itself then, and ends alone.
            return null;
        }
    }

    /** @return whether all were sent to; false if a socket did not take it all: what follows from that is not foreseen here */
    private boolean deliver(EncodedRun run) {
        // Held, since what is queued may be flushed, which may end in having the runs' budget kept.
        ByteBuf bytes = run.bytes().retain();
        try {
            int start = run.start(from);
            int end = run.end(run.to);
            boolean together = batched.suits(size);
            int served = together
                    ? batched.send(cursors, size, bytes, start, end, run.to)
                    : sendEach(bytes, start, end, run.to);
            loop.delivered(served * (run.to - from + 1), (long) served * (end - start));
            return together || served == size;
        } finally {
            bytes.release();
        }
    }

    /** @return how many were sent to: up to the first whose socket did not take it all, or all of them */
    private int sendEach(ByteBuf bytes, int start, int end, long last) {
        long address = bytes.memoryAddress();
        for (int i = 0; i < size; i++) {
            Cursor cursor = cursors[i];
            int sent = cursor.subscriber().sendDirectly(address, start, end);
            cursor.next = last + 1;
            if (sent < end - start) {
                queue(cursor, bytes, start + sent, end, last);
                return i + 1;
            }
        }
        return size;
    }

    /** What goes wrong with one subscriber is not felt by the others. */
    private static void queue(Cursor cursor, ByteBuf bytes, int start, int end, long last) {
        Subscriber subscriber = cursor.subscriber();
        try {
            if (subscriber.deliver(cursor, bytes, start, end, last)) {
                subscriber.flushSoon();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            subscriber.failed(e);
        }
    }

    private boolean advanceEach(LoopTopic topic, LogView log, long head) {
        boolean lagging = false;
        for (int i = 0; i < size; i++) {
            Cursor cursor = cursors[i];
            if (cursor.isActive()) {
                loop.advance().advance(topic, cursor, log, head);
                lagging |= cursor.next <= head;
            }
        }
        return lagging;
    }
}
