package io.broadcasthub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of one client, across its connections: checks every single message, gap and answer against what was
 * promised.
 */
final class Tracker {
    enum State {
        NONE,
        ASKED,
        ACTIVE,
        LEAVING
    }

    private static final long NOTHING_YET = Long.MAX_VALUE;

    final String filter;
    private final Truth truth;
    private final BitSet seen = new BitSet();
    private State state = State.NONE;
    /** Where a resume goes on. */
    private @Nullable Position last;
    /** What must come next; null while any offset may (a topic without messages has no epoch that was told). */
    private @Nullable Position next;

    private @Nullable Position asked;
    private int lastCount;
    private boolean gapDue;
    /** Whether every message that was sent after {@link #coveredFrom} has to arrive. */
    private long coveredFrom;
    /** After this moment messages are not conflated any more. */
    private long conflatedUntil = -1;

    private long newestTime = Long.MIN_VALUE;
    private boolean resumed;

    Tracker(String filter, Truth truth) {
        this.filter = filter;
        this.truth = truth;
    }

    State state() {
        return state;
    }

    @Nullable
    Position last() {
        return last;
    }

    /** A subscribe was sent, behind the last position if {@code resume}. */
    void asks(boolean resume, int lastMessages) {
        state = State.ASKED;
        asked = resume ? last : null;
        resumed = asked != null;
        lastCount = lastMessages;
        next = null;
        gapDue = false;
    }

    void subscribed(@Nullable String at, @Nullable Boolean recovered) {
        require(state == State.ASKED, "I7", "an answer to no subscribe");
        require((recovered != null) == (asked != null), "I7", "recovered is told exactly if after was given");
        state = State.ACTIVE;
        Position head = at == null ? null : Position.parse(at);
        if (asked != null && Boolean.TRUE.equals(recovered)) {
            next = after(asked);
            require(
                    head == null
                            ? asked.offset() == 0
                            : head.epoch().equals(asked.epoch()) && head.offset() >= asked.offset(),
                    "I7",
                    "recovered " + asked + " from a log at " + at);
            return;
        }
        gapDue = asked != null;
        begin(head);
    }

    private void begin(@Nullable Position head) {
        coveredFrom = truth.next();
        conflatedUntil = -1;
        newestTime = Long.MIN_VALUE;
        if (asked == null) {
            seen.clear();
        }
        if (head != null && lastCount == 0 && !gapDue) {
            next = after(head);
            last = head;
        } else if (asked == null) {
            last = null;
        }
    }

    /** A stream says nothing of its outcome: messages or a gap follow. */
    void streams() {
        state = State.ACTIVE;
        if (asked == null) {
            begin(null);
            // Where it begins shows with the first message, or with the place that it tells.
            coveredFrom = NOTHING_YET;
        } else {
            next = after(asked);
        }
    }

    /** A stream told its place. */
    void told(Position position) {
        if (next != null) {
            require(
                    position.equals(new Position(next.epoch(), next.offset() - 1)),
                    "I7",
                    "told " + position + " before " + next);
        } else {
            next = after(position);
            last = position;
            coveredFrom = truth.next();
        }
    }

    void gap(JsonNode gap, boolean mayBeMissing) {
        require(state == State.ACTIVE || state == State.LEAVING, "I8", "a gap of a topic that is not subscribed");
        String reason = gap.path("reason").asText();
        Position to = Position.parse(gap.path("next").asText());
        Position from = gap.has("after") ? Position.parse(gap.path("after").asText()) : null;
        Position before =
                gapDue || next == null ? (asked == null ? last : asked) : new Position(next.epoch(), next.offset() - 1);
        Position told = before == null || before.offset() == 0 ? null : before;
        require(
                next == null && asked == null || Objects.equals(from, told),
                "I7",
                "a gap after " + from + " where " + told + " was last");
        boolean sameLog = told != null && told.epoch().equals(to.epoch());
        if (reason.equals("restarted")) {
            require(!sameLog || gapDue || resumed, "I7", "a restart within one log: " + gap);
        } else {
            require(told == null || sameLog, "I7", "another log without a restart: " + gap);
            require(told == null || to.offset() > told.offset() + 1, "I7", "nothing is missing: " + gap);
            require(mayBeMissing || reason.equals("unavailable"), "I7", "a gap where everything is retained: " + gap);
        }
        gapDue = false;
        if (!sameLog) {
            seen.clear();
        }
        next = to;
        last = new Position(to.epoch(), to.offset() - 1);
        coveredFrom = truth.next();
        conflatedUntil = reason.equals("slow") ? coveredFrom : -1;
        newestTime = Long.MIN_VALUE;
    }

    void message(JsonNode message) {
        require(
                state == State.ACTIVE || state == State.LEAVING,
                "I8",
                "a message of a topic that is not subscribed: " + message);
        require(!gapDue, "I7", "a message before the gap that is due");
        Position at = Position.parse(message.path("id").asText());
        Pub pub = truth.find(message.path("data").path("n").asInt(-1));
        truth.delivered(pub, filter, at.toString());
        require(message.path("topic").asText().equals(pub.topic), "I7", "a wrong topic: " + message);
        require(message.has("pattern") == new TopicFilter(filter).isPattern(), "I7", "pattern or not: " + message);
        require(
                pub.key == null
                        ? !message.has("key")
                        : pub.key.equals(message.path("key").asText()),
                "I7",
                "a wrong key: " + message);
        if (next == null && coveredFrom == NOTHING_YET) {
            coveredFrom = truth.next();
        }
        if (next != null && !at.equals(next)) {
            require(
                    conflatedUntil >= 0 && at.epoch().equals(next.epoch()) && at.offset() > next.offset(),
                    "I7",
                    filter + ": " + at + " came where " + next + " was due");
            conflated(next, at, pub);
        }
        require(
                message.path("time").asLong() >= newestTime || new TopicFilter(filter).isPattern(),
                "clock",
                "time runs backwards in " + filter);
        newestTime = message.path("time").asLong();
        require(!seen.get(pub.number), "I7", "message " + pub.number + " came twice through " + filter);
        seen.set(pub.number);
        last = at;
        next = after(at);
    }

    /** Skipped were only messages from before the gap was told. */
    private void conflated(Position from, Position to, Pub delivered) {
        for (long offset = from.offset(); offset < to.offset(); offset++) {
            Pub skipped = truth.at(filter, new Position(to.epoch(), offset).toString());
            require(
                    skipped == null || skipped.sent < conflatedUntil,
                    "I7",
                    "message " + (skipped == null ? "" : skipped.number) + " was left out before " + delivered.number);
        }
    }

    void leaves() {
        state = State.LEAVING;
    }

    /** Unsubscribed, refused, or its connection is gone. */
    void over() {
        state = State.NONE;
    }

    void forget() {
        last = null;
    }

    /** When all is calm: nothing that had to arrive is missing. */
    void checkComplete() {
        if (state != State.ACTIVE) {
            return;
        }
        require(!gapDue, "I7", "a gap is due in " + filter + " and does not come");
        TopicFilter topics = new TopicFilter(filter);
        for (Pub pub : truth.acknowledgedAfter(coveredFrom)) {
            require(
                    seen.get(pub.number) || !topics.matches(new TopicName(pub.topic)),
                    "I7",
                    "message " + pub.number + " at " + pub.id + " never came through " + filter + ", which is at "
                            + last);
        }
    }

    private static Position after(Position position) {
        return new Position(position.epoch(), position.offset() + 1);
    }

    private static void require(boolean holds, String invariant, String what) {
        if (!holds) {
            throw new Violation(invariant, what);
        }
    }
}
