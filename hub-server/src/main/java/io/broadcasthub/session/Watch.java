package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a connection was last alive, and until when it may be as it is. Looked at by the loop's sweep, which is why there
 * is no timer here. Any byte received counts as life, and so does any byte the peer takes.
 */
@OnLoop
class Watch {
    /** What the sweep found. */
    enum Finding {
        FINE,
        HEARTBEAT_DUE,
        /** What it began to send has not become whole in time. */
        OVERDUE,
        /** It takes nothing although there is something to take. */
        STALLED,
        /** It has not been heard of for two heartbeats. */
        UNHEARD
    }

    /**
     * What waited for the peer when the sweep last came by.
     *
     * @param taken how far the peer had taken what was written to it
     * @param takenAt when it last took something, or was first seen to wait
     */
    private record Backlog(long taken, long takenAt) {}

    private static final long NEVER = Long.MAX_VALUE;

    private long deadline;
    private long heardAt;
    private long wroteAt;
    private long askedAt;
    /** Null if nothing waited: most connections are idle most of the time. */
    private @Nullable Backlog backlog;

    Watch(long now, Duration firstDeadline) {
        deadline = now + firstDeadline.toNanos();
        heardAt = now;
        wroteAt = now;
        askedAt = now;
    }

    /** The connection ends at {@code now + timeout} unless something changes. */
    final void deadline(long now, Duration timeout) {
        deadline = now + timeout.toNanos();
    }

    /** No deadline until further notice. */
    final void noDeadline() {
        deadline = NEVER;
    }

    /** What there is a deadline for could not be done for so long. */
    final void postpone(long nanos) {
        if (deadline != NEVER) {
            deadline += nanos;
        }
    }

    final void live(long now) {
        deadline = NEVER;
        heardAt = now;
        wroteAt = now;
        askedAt = now;
    }

    final void heard(long now) {
        heardAt = now;
    }

    /** The peer took what was queued, or much of it: it lives, also if more is queued by the time of the next look. */
    final void tookData(long now) {
        heardAt = now;
        if (backlog != null) {
            backlog = new Backlog(backlog.taken, now);
        }
    }

    final void wrote(long now) {
        wroteAt = now;
    }

    /** Something was written at {@code earliest} or later: the heartbeat comes early rather than late. */
    final void wroteSince(long earliest) {
        if (earliest - wroteAt > 0) {
            wroteAt = earliest;
        }
    }

    final long heardAt() {
        return heardAt;
    }

    /** When a message or answer was last written; heartbeats are none. */
    final long wroteAt() {
        return wroteAt;
    }

    /** When anything was last written. */
    final long writtenAt() {
        return askedAt - wroteAt > 0 ? askedAt : wroteAt;
    }

    /** A heartbeat was written, which has the peer answer if it can. */
    final void asked(long now) {
        askedAt = now;
    }

    final boolean isOver(long now) {
        return deadline != NEVER && now - deadline >= 0;
    }

    /**
     * @param written writes to the channel so far; of two visits, only the difference counts
     * @param early from 0 to 1: its heartbeat's place among those of connections that began together
     */
    final Finding check(
            long now, Channel channel, short written, boolean peerAnswers, double early, SessionContext context) {
        // What the hub does not read cannot become whole.
        if (channel.config().isAutoRead() && isOver(now)) {
            return Finding.OVERDUE;
        }
        progress(now, channel.unsafe().outboundBuffer(), written);
        if (backlog != null
                && now - backlog.takenAt >= context.limits().stallTimeout().toNanos()) {
            return Finding.STALLED;
        }
        if (!channel.isWritable()) {
            return Finding.FINE;
        }
        long heartbeat = context.heartbeat().toNanos();
        if (peerAnswers && now - heardAt >= 2 * heartbeat) {
            return Finding.UNHEARD;
        }
        // A sweep early, so that the peer and the proxies between see something within the heartbeat.
        long quarter = heartbeat / 4;
        long due = heartbeat - quarter - (long) (early * quarter);
        boolean quiet = now - writtenAt() >= due;
        // Messages do not have it answer, however many are written.
        boolean unheard = peerAnswers && now - heardAt >= due && now - askedAt >= due / 2;
        return quiet || unheard ? Finding.HEARTBEAT_DUE : Finding.FINE;
    }

    /**
     * Whether the peer took anything, however little waits and however much was added meanwhile: which write is the first
     * that waits, and how much of it is out, moves by nothing else.
     */
    private void progress(long now, @Nullable ChannelOutboundBuffer queue, short written) {
        if (queue == null || queue.isEmpty()) {
            backlog = null;
            return;
        }
        long far = (queue.currentProgress() << Short.SIZE) | ((written - queue.size()) & 0xFFFF);
        if (backlog == null) {
            backlog = new Backlog(far, now);
        } else if (far != backlog.taken) {
            // It waited for room in the kernel's buffer, and there was some: the peer lives.
            heardAt = now;
            backlog = new Backlog(far, now);
        }
    }
}
