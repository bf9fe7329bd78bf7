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
    /** Whether the latest look passed some over that belong together with others. */
    private boolean others;
    /** Whether it passed some over that have to be served alone. */
    private boolean alone;

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
        boolean lagging = false;
        others = true;
        for (int group = 0; group < GROUPS && others; group++) {
            lagging |= advanceTogether(topic, log, head, from, to);
        }
        return ((others || alone) && advanceRest(topic, log, head, from, to)) || lagging;
    }

    /** Those in the same place, of the same format, and with nothing that waits before them. */
    private boolean advanceTogether(LoopTopic topic, LogView log, long head, int from, int to) {
        boolean lagging = false;
        others = false;
        alone = false;
        for (int i = from - 1; i >= to; i--) {
            if (i < topic.size()) {
                Cursor cursor = topic.cursor(i);
                if (!DirectFanOut.serves(cursor, log, head)) {
                    alone |= hasSome(cursor, log, head);
                } else if (!direct.takes(cursor)) {
                    others = true;
                } else if (direct.isFull()) {
                    lagging |= direct.send(topic, log, head);
                }
            }
        }
        return direct.send(topic, log, head) || lagging;
    }

    /** Whether there is something for it. */
    private static boolean hasSome(Cursor cursor, LogView log, long head) {
        return cursor.isActive() && (cursor.next <= head || log.incarnation() != cursor.incarnation);
    }

    /** What cannot be sent to together with many. */
    private boolean advanceRest(LoopTopic topic, LogView log, long head, int from, int to) {
        boolean lagging = false;
        for (int i = from - 1; i >= to; i--) {
            if (i < topic.size() && hasSome(topic.cursor(i), log, head)) {
                Cursor cursor = topic.cursor(i);
                loop.advance().advance(topic, cursor, log, head);
                lagging |= cursor.next <= head;
            }
        }
        return lagging;
    }
}
