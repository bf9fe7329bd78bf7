package io.broadcasthub.client;

import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame.Gap;
import io.broadcasthub.protocol.ServerFrame.Message;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's place in its log: decides what is new, what was delivered already and what is missing, and where to
 * resume. Loop thread.
 *
 * <p>A hole inside an epoch is a gap that nobody reported, so the cursor reports it ({@code unavailable}). The one
 * exception: after a {@code slow} gap a topic that conflates goes on with only the newest message of each key, and where
 * that ends cannot be seen from here; so jumps are accepted from there until the subscription attaches again.
 */
final class Cursor {
    /** What to do with a message. */
    sealed interface Verdict {
        /** It is the next one. */
        record Next() implements Verdict {}

        /** It was delivered already. */
        record Duplicate() implements Verdict {}

        /** It is new, and before it something is missing. */
        record AfterGap(Gap gap) implements Verdict {}
    }

    private static final Verdict NEXT = new Verdict.Next();
    private static final Verdict DUPLICATE = new Verdict.Duplicate();

    private final TopicFilter topic;
    private StartAt resume;
    /** Everything up to here was delivered or reported missing. */
    private @Nullable Position last;

    private boolean sinceFirst;
    private boolean gapDue;
    private boolean mayJump;

    Cursor(TopicFilter topic, StartAt start) {
        this.topic = topic;
        this.resume = start;
        this.last = start instanceof StartAt.After after ? after.position() : null;
    }

    /** Where to subscribe, the first time and each time again. */
    StartAt resume() {
        return last == null ? resume : new StartAt.After(last);
    }

    /**
     * The hub took the subscription. From here a break before the first message must lose nothing either, so what the
     * hub calls the newest message fixes the place to resume at.
     */
    void attached(@Nullable Position at, @Nullable Boolean recovered) {
        mayJump = false;
        gapDue = Boolean.FALSE.equals(recovered);
        if (last != null || !(resume instanceof StartAt.Last start)) {
            return;
        }
        if (at == null) {
            // The log was empty: all it will ever hold is still to come.
            sinceFirst = true;
            resume = new StartAt.Last(Integer.MAX_VALUE);
        } else if (start.count() == 0) {
            last = at;
        } else if (!sinceFirst) {
            resume = new StartAt.After(new Position(at.epoch(), Math.max(0, at.offset() - start.count())));
        }
    }

    Verdict accept(Message message) {
        Position before = last;
        Position now = message.id();
        if (before != null && before.epoch().equals(now.epoch()) && now.offset() <= before.offset()) {
            return DUPLICATE;
        }
        GapReason missing = missing(before, now);
        last = now;
        gapDue = false;
        return missing == null ? NEXT : new Verdict.AfterGap(new Gap(topic, before, now, missing));
    }

    private @Nullable GapReason missing(@Nullable Position before, Position now) {
        if (gapDue) {
            return GapReason.UNAVAILABLE;
        }
        if (before == null) {
            return sinceFirst && now.offset() != 1 ? GapReason.EXPIRED : null;
        }
        if (!before.epoch().equals(now.epoch())) {
            return GapReason.RESTARTED;
        }
        return now.offset() == before.offset() + 1 || mayJump ? null : GapReason.UNAVAILABLE;
    }

    /**
     * The hub reports a gap. Its word on what follows stands, also where that is further back in the same epoch: a log
     * that lost its end counts some offsets again, and those messages are new.
     */
    void skip(Gap gap) {
        last = new Position(gap.next().epoch(), Math.max(0, gap.next().offset() - 1));
        gapDue = false;
        mayJump = gap.reason() == GapReason.SLOW;
    }
}
