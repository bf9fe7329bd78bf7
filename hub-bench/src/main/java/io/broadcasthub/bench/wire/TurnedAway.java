package io.broadcasthub.bench.wire;

import java.time.Duration;

/** The server does not take the connection now, and says when to come back. */
public final class TurnedAway extends ProtocolViolation {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    TurnedAway(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
