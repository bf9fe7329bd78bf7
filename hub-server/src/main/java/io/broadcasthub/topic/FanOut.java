package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.log.LogView;

/** Advances cursors of one topic: first those in the same place, together, then the others. */
@OnLoop
final class FanOut {
    /** Looks for cursors that belong together: there are few formats, and few places where many are. */
    private static final int GROUPS = 4;

    private final LoopTopics loop;
    private final DirectFanOut direct;
    /** Whether the latest look passed one over for which there is something. */
    private boolean left;

    FanOut(LoopTopics loop) {
        this.loop = loop;
        this.direct = new DirectFanOut(loop);
    }

    /** Many are sent to by this batch from now on, which ends with this object. */
    void by(SendBatch batch) {
        direct.by(batch);
    }

    void close() {
        direct.close();
    }

    /**
     * Advances the cursors before place {@code from} down to {@code to}: backwards, since one that is closed on the way is
     * replaced by the last.
     *
     * @return whether one of them is not at the head
     */
    boolean advance(LoopTopic topic, LogView log, long head, int from, int to) {
        assert direct.isEmpty();
        left = true;
        boolean lagging = false;
        boolean some = true;
        for (int group = 0; group < GROUPS && left && some; group++) {
            int before = direct.collected();
            lagging |= advanceTogether(topic, log, head, from, to);
            some = direct.collected() != before;
        }
        return left ? advanceRest(topic, log, head, from, to) || lagging : lagging;
    }

    /** Those in the same place, of the same format, and with nothing that waits before them. */
    private boolean advanceTogether(LoopTopic topic, LogView log, long head, int from, int to) {
        boolean lagging = false;
        left = false;
        for (int i = from - 1; i >= to; i--) {
            if (i < topic.size()) {
                Cursor cursor = topic.cursor(i);
                boolean taken = direct.takes(cursor, log, head);
                if (!taken && direct.isFull()) {
                    lagging |= direct.send(topic, log, head);
                    taken = direct.takes(cursor, log, head);
                }
                left |= !taken && hasSome(cursor, log, head);
            }
        }
        return direct.send(topic, log, head) || lagging;
    }

    /** Whether there is something for it. */
    private static boolean hasSome(Cursor cursor, LogView log, long head) {
        return cursor.isActive() && (cursor.next <= head || !log.epoch().equals(cursor.epoch));
    }

    /** What cannot be sent to together with many. */
    private boolean advanceRest(LoopTopic topic, LogView log, long head, int from, int to) {
        boolean lagging = false;
        for (int i = from - 1; i >= to; i--) {
            if (i < topic.size() && hasSome(topic.cursor(i), log, head)) {
                Cursor cursor = topic.cursor(i);
                boolean taken = direct.takes(cursor, log, head);
                if (!taken && !direct.isEmpty()) {
                    lagging |= direct.send(topic, log, head);
                    taken = direct.takes(cursor, log, head);
                }
                if (!taken && cursor.isActive()) {
                    loop.advance().advance(topic, cursor, log, head);
                    lagging |= cursor.next <= head;
                }
            }
        }
        return direct.send(topic, log, head) || lagging;
    }
}
