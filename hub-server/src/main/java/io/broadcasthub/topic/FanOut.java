package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.log.LogView;

/** Advances cursors of one topic: first those in the same place, together, then the others. */
@OnLoop
final class FanOut {
    private final LoopTopics loop;
    private final DirectFanOut direct;

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
        boolean left = false;
        for (int i = from - 1; i >= to; i--) {
            if (i < topic.size()) {
                Cursor cursor = topic.cursor(i);
                boolean taken = direct.takes(cursor, log, head);
                if (!taken && direct.isFull()) {
                    lagging |= direct.send(topic, log, head);
                    taken = direct.takes(cursor, log, head);
                }
                left |= !taken && !isThere(cursor, log, head);
            }
        }
        lagging |= direct.send(topic, log, head);
        return left ? advanceRest(topic, log, head, from, to) || lagging : lagging;
    }

    private static boolean isThere(Cursor cursor, LogView log, long head) {
        return !cursor.isActive() || (cursor.next > head && log.epoch().equals(cursor.epoch));
    }

    /** Those that did not fit with the first: in another place, of another format, or with something that waits. */
    private boolean advanceRest(LoopTopic topic, LogView log, long head, int from, int to) {
        boolean lagging = false;
        for (int i = from - 1; i >= to; i--) {
            if (i < topic.size() && !isThere(topic.cursor(i), log, head)) {
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
