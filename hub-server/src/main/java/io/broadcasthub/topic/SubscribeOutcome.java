package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import org.jspecify.annotations.Nullable;

/** Learns, once, what became of a subscribe. Not called if the cursor is closed before. */
@OnLoop
public interface SubscribeOutcome {
    /**
     * The subscription runs; messages follow this call.
     *
     * @param at the newest message of the topic, null if there was none yet
     * @param recovered whether {@code after} was found; null if none was given
     */
    void subscribed(@Nullable Position at, @Nullable Boolean recovered);

    /** There is no subscription; the cursor is closed. */
    void refused(HubException why);
}
