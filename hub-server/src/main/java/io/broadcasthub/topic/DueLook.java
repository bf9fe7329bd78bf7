package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;

/** Messages wait for others; with {@code timer} the topic looks at all of them. */
@OnLoop
record DueLook(Task timer) implements Unfinished {
    @Override
    public void published() {
        // It is read with those that wait already.
    }

    @Override
    public long bound(long head) {
        return head;
    }
}
