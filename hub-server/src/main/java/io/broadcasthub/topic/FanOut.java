package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.log.LogView;

/** Advances cursors of one topic, those in the same place together as far as that goes. */
@OnLoop
final class FanOut {
    private final LoopTopics loop;
    private final DirectFanOut direct;

    FanOut(LoopTopics loop) {
        this.loop = loop;
        this.direct = new DirectFanOut(loop);
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
        for (int i = from - 1; i >= to; i--) {
            if (i < topic.size()) {
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
        lagging |= direct.send(topic, log, head);
        return lagging;
    }
}
