package io.broadcasthub.log;

import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;

/** Small logs; there are many of them at a time. */
public final class Logs {
    public static final Message MESSAGE = new Message(new TopicName("t"), Payload.ofText("x"), 0, null, null);

    private static final TopicFilter FILTER = new TopicFilter("t");

    private Logs() {}

    /** @param retained messages at most */
    public static MessageLog of(int retained) {
        return new MessageLog(
                FILTER, "e", new Retention(retained, 1 << 20, Duration.ofHours(1), false), () -> 0, new ByteMeter());
    }
}
