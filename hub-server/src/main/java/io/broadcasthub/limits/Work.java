package io.broadcasthub.limits;

import java.util.Locale;

/** New core work, which is refused only when nothing else helps. What runs already is never touched. */
public enum Work {
    CONNECTION,
    /** A WebSocket, an SSE or an NDJSON stream. */
    STREAM,
    SUBSCRIBE,
    PUBLISH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
