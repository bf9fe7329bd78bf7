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
    private final DirectSends sends = new DirectSends();
    private Cursor[] cursors = new Cursor[sends.most()];
    private int size;
    /** What those collected have in common: how and from where they read. */
    private @Nullable MessageFormat format;

    private long from;

    DirectFanOut(LoopTopics loop) {
        this.loop = loop;
    }

    /** From now on many are sent to at once, by this batch, which becomes this object's to close. */
    void by(SendBatch batch) {
        assert isEmpty();
        sends.by(batch);
        cursors = new Cursor[sends.most()];
    }

    /** Ends sending by a batch, if there is one. */
    void close() {
        sends.close();
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == sends.most();
    }

    /** Whether there is something for the cursor that can be sent straight to its socket. */
    static boolean serves(Cursor cursor, LogView log, long head) {
        return cursor.isActive()
                && cursor.next <= head
                && cursor.phase == null
                && cursor.subscriber().takesDirectly()
                && log.incarnation() == cursor.incarnation;
    }

    /** Collects a cursor that it serves, if it can be served together with those collected before. There must be room. */
    boolean takes(Cursor cursor) {
        MessageFormat wanted = cursor.subscriber().format();
        if (size == 0) {
            format = wanted;
            from = cursor.next;
        } else if (format != wanted || from != cursor.next) {
            return false;
        }
        cursors[size++] = cursor;
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
            if (run != null) {
                deliver(run);
            }
            return (run == null || run.to < head) && advanceEach(topic, log, head);
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

    private void deliver(EncodedRun run) {
        // Held, since what is queued may be flushed, which may end in having the runs' budget kept.
        ByteBuf bytes = run.bytes().retain();
        try {
            int start = run.start(from);
            int end = run.end(run.to);
            int served = sends.send(cursors, size, bytes, start, end, run.to);
            loop.delivered(served * (run.to - from + 1), (long) served * (end - start));
        } finally {
            bytes.release();
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
