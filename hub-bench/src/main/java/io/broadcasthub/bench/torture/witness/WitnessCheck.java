package io.broadcasthub.bench.torture.witness;

import io.broadcasthub.bench.load.Counts;
import io.broadcasthub.bench.load.SequenceCheck;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.wire.Marker;
import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether one subscription gets every message once, in order and unchanged, over all the connections that it has. By two
 * ways that know nothing of each other: the numbers in the payloads, topic by topic, and the ids of the subscription's log.
 * What a gap announces is excused, if there was a reason for it. One thread.
 */
final class WitnessCheck {
    private final String name;
    private final boolean ofOneTopic;
    private final Payloads payloads;
    private final Duration kept;
    private final Violations violations;
    private final Map<String, SequenceCheck> topics = new TreeMap<>();
    private final Counts counts = new Counts();
    private @Nullable Position last;
    private @Nullable Position announced;
    private boolean gapDue;
    private boolean gapExcluded;
    /** When the last message that came was published. */
    private Instant lastTime;

    /**
     * @param ofOneTopic whether it is not of a pattern; then a message's number is the offset in its id
     * @param kept how long messages are retained: one of less than half that age is there for whoever missed it
     */
    WitnessCheck(
            String name, boolean ofOneTopic, Payloads payloads, Duration kept, Violations violations, Instant now) {
        this.name = name;
        this.ofOneTopic = ofOneTopic;
        this.payloads = payloads;
        this.kept = kept;
        this.violations = violations;
        this.lastTime = now;
    }

    /** The id to resume after; null before the first message. */
    @Nullable
    Position last() {
        return last;
    }

    Counts counts() {
        return counts;
    }

    /** The highest number of a topic that came. */
    long last(String topic) {
        SequenceCheck check = topics.get(topic);
        return check == null ? 0 : check.last();
    }

    /** @param recovered what the answer to a resume said; null if there was none */
    void resumed(@Nullable Boolean recovered) {
        gapDue = Boolean.FALSE.equals(recovered);
        gapExcluded = Boolean.TRUE.equals(recovered);
    }

    void gap(ServerFrame.Gap gap, Instant now) {
        if (gapExcluded) {
            violate("gap although recovered", "after " + gap.after());
        }
        gapDue = false;
        if (last != null && gap.after() != null && !last.equals(gap.after())) {
            violate("gap at the wrong place", "it says after " + gap.after() + ", but the last message was " + last);
        }
        boolean lossOfLog = gap.reason() == GapReason.RESTARTED || gap.reason() == GapReason.UNAVAILABLE;
        Duration age = Duration.between(lastTime, now);
        if (lossOfLog || age.compareTo(kept.dividedBy(2)) < 0) {
            violate(
                    "gap without reason",
                    gap.reason() + " after " + last + ", which was published " + age.toMillis() + " ms ago");
        }
        topics.values().forEach(SequenceCheck::skipAnnounced);
        announced = gap.next();
    }

    void message(ServerFrame.Message message) {
        if (gapDue) {
            violate("missing gap", "the hub did not recover " + last + ", and then sent " + message.id());
        }
        gapDue = false;
        gapExcluded = false;
        byte[] payload = message.data().utf8();
        if (!payloads.isUnchanged(payload)) {
            violate("corrupted payload", "of " + message.id());
            return;
        }
        place(message.id());
        number(message, Marker.sequence(payload, payload.length + Payloads.OUTER_BRACE));
        lastTime = message.time();
    }

    private void place(Position id) {
        Position due = announced;
        if (due == null && last != null) {
            due = new Position(last.epoch(), last.offset() + 1);
        }
        if (due != null && !due.equals(id)) {
            violate("wrong id", id + " came where " + due + " was due");
        }
        announced = null;
        last = id;
    }

    private void number(ServerFrame.Message message, long number) {
        String topic = message.topic().value();
        SequenceCheck check = topics.computeIfAbsent(topic, t -> new SequenceCheck());
        long holes = counts.holes();
        long repeated = counts.repeated();
        long outOfOrder = counts.outOfOrder();
        long before = check.last();
        check.accept(number, counts);
        String where = number + " of " + topic + " after " + before;
        if (counts.holes() > holes) {
            violate("lost message", where);
        }
        if (counts.repeated() > repeated) {
            violate("repeated message", where);
        }
        if (counts.outOfOrder() > outOfOrder) {
            violate("message out of order", where);
        }
        if (ofOneTopic && message.id().offset() != number) {
            violate("wrong id", message.id() + " is number " + number);
        }
    }

    /** At the end, when everything has been waited for. */
    void expect(String topic, long published) {
        long lastNumber = last(topic);
        if (lastNumber != published) {
            violate(
                    "lost message",
                    "of " + published + " acknowledged of " + topic + " the last to come was " + lastNumber);
        }
    }

    private void violate(String kind, String what) {
        violations.add(kind, name + ": " + what);
    }
}
