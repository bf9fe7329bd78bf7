package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.config.SlowPolicy;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import org.jspecify.annotations.Nullable;

/**
 * The one move of the hub: writes what lies between a cursor and the head. Live fan-out, bursts, resume and slow readers
 * all come through here, so order, no repetition and no silent hole are decided here alone.
 */
@OnLoop
final class Advance {
    /** Runs written to one cursor before others have their turn. */
    private static final int TURN = 16;

    private static final long[] NONE = {};

    private final LoopTopics loop;

    Advance(LoopTopics loop) {
        this.loop = loop;
    }

    /** Puts a new cursor in its place, says so, and replays from there. */
    void start(LoopTopic topic, Cursor cursor, LogView log, Opening opening) {
        // In this order: were the head read first, what came and went in between would be missed without a word.
        long first = log.first();
        long head = log.head();
        cursor.incarnation = log.incarnation();
        Position at = head == 0 ? null : new Position(log.epoch(), head);
        boolean gapSent = false;
        if (opening.start() instanceof StartAt.After after) {
            GapReason gap = missing(after.position(), log, first, head);
            cursor.next = gap == null ? after.position().offset() + 1 : first;
            opening.outcome().subscribed(at, gap == null);
            if (gap != null && !cursor.isClosed()) {
                gapSent = sendGap(cursor, after.position(), log, gap);
            }
            loop.metrics().resumed(gap == null);
        } else {
            int last = ((StartAt.Last) opening.start()).count();
            cursor.next = Math.max(first, head - last + 1);
            opening.outcome().subscribed(at, null);
        }
        if (!cursor.isClosed()) {
            write(topic, cursor, log, topic.bound(head), gapSent);
        }
    }

    private static @Nullable GapReason missing(Position after, LogView log, long first, long head) {
        if (!after.epoch().equals(log.epoch()) || after.offset() > head) {
            return GapReason.RESTARTED;
        }
        long next = after.offset() + 1;
        return next >= first ? null : log.isLost(next) ? GapReason.UNAVAILABLE : GapReason.EXPIRED;
    }

    /**
     * Writes to the cursor's subscriber, as far as it takes it, what is there up to the head. What goes wrong with one
     * subscriber is not felt by the others.
     */
    void advance(LoopTopic topic, Cursor cursor, LogView log, long head) {
        try {
            move(topic, cursor, log, head);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Direct memory that cannot be had is such an error; ending the connection gives some back.
            cursor.subscriber().failed(e);
        }
    }

    private void move(LoopTopic topic, Cursor cursor, LogView log, long head) {
        boolean gapSent = false;
        if (log.incarnation() != cursor.incarnation) {
            Position before = cursor.position();
            cursor.incarnation = log.incarnation();
            cursor.phase = null;
            cursor.next = log.first();
            gapSent = sendGap(cursor, before, log, GapReason.RESTARTED);
        }
        write(topic, cursor, log, head, gapSent);
    }

    /** @param unflushed whether something is written already that must go out whatever follows */
    private void write(LoopTopic topic, Cursor cursor, LogView log, long head, boolean unflushed) {
        Subscriber subscriber = cursor.subscriber();
        boolean written = unflushed;
        for (int turn = 0; cursor.next <= head && !cursor.isClosed(); turn++) {
            if (!subscriber.isWritable()) {
                if (!written) {
                    return;
                }
                // The socket may take it all at once; what it leaves keeps the cursor here until it is writable again.
                // A flush that makes it writable again advances the cursor by itself: look again at where it is.
                subscriber.flush();
                written = false;
                continue;
            }
            if (turn >= TURN) {
                loop.later(cursor);
                break;
            }
            written |= writeNext(topic, cursor, subscriber, log, head);
        }
        if (written && !cursor.isClosed()) {
            subscriber.flushSoon();
        }
    }

    /** @return whether something was written that is not flushed */
    private boolean writeNext(LoopTopic topic, Cursor cursor, Subscriber subscriber, LogView log, long head) {
        Conflation conflation = cursor.conflation();
        long from = conflation == null ? cursor.next : conflation.offset();
        // What conflation leaves may lie beyond a head that is not the newest any more.
        EncodedRun run = topic.runs().find(subscriber.format(), log, from, Math.max(from, head));
        if (run == null) {
            return overrun(topic.policy(), cursor, log);
        }
        boolean alone = conflation != null || !subscriber.format().joinable();
        long last = alone ? from : run.to;
        cursor.next = last + 1;
        if (conflation != null) {
            conflation.delivered();
            cursor.phase = conflation.isDone() ? null : conflation;
        }
        int start = run.start(from);
        int end = run.end(last);
        loop.delivered(last - from + 1, end - start);
        return subscriber.deliver(cursor, run.bytes(), start, end, last);
    }

    /** What the cursor needs is not there: the window moved past it, and the topic's policy decides; or it never came. */
    private boolean overrun(SlowPolicy policy, Cursor cursor, LogView log) {
        Position before = cursor.position();
        cursor.phase = null;
        if (log.isLost(cursor.next)) {
            cursor.next = log.first();
            return sendGap(cursor, before, log, GapReason.UNAVAILABLE);
        }
        if (policy == SlowPolicy.CLOSE) {
            cursor.subscriber().tooSlow(cursor);
            return false;
        }
        long[] newest = policy == SlowPolicy.LATEST ? log.latestPerKey(cursor.next) : NONE;
        cursor.next = newest.length == 0 ? log.first() : newest[0];
        cursor.phase = newest.length == 0 ? null : new Conflation(newest);
        return sendGap(cursor, before, log, GapReason.SLOW);
    }

    /** @return true: it is written, and must be flushed though no message may follow */
    private boolean sendGap(Cursor cursor, @Nullable Position after, LogView log, GapReason reason) {
        loop.metrics().gap(reason);
        Position delivered = after == null || after.offset() == 0 ? null : after;
        cursor.subscriber()
                .gap(
                        cursor,
                        new ServerFrame.Gap(
                                cursor.filter(), delivered, new Position(log.epoch(), cursor.next), reason));
        return true;
    }
}
