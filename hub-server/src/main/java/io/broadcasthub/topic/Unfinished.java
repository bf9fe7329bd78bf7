package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;
import org.jspecify.annotations.Nullable;

/** What a topic has begun and goes on with by a timer. One thing at a time, so a topic that is silent pays for one field. */
@OnLoop
sealed interface Unfinished permits DueLook, LongFanOut {
    /** The timer; null only while what it is for is being done. */
    @Nullable
    Task timer();

    /** Something was published meanwhile. Comes once: the topic's flag stays set until it looks. */
    void published();

    /** How far cursors are advanced meanwhile, if the log's head is at {@code head}. */
    long bound(long head);
}
