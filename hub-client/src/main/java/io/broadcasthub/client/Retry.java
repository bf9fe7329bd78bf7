package io.broadcasthub.client;

import io.broadcasthub.protocol.HubException;
import java.time.Duration;

/** Which refusals pass by themselves, so that the client asks again instead of telling its user. */
final class Retry {
    /** Used where the hub says "later" but not when. */
    private static final Duration DEFAULT = Duration.ofMillis(500);

    private Retry() {}

    static boolean helps(HubException answer) {
        return switch (answer.code()) {
            case RATE_LIMITED, OVERLOADED, UNAVAILABLE -> true;
            default -> answer.retryAfter() != null;
        };
    }

    static Duration delay(HubException answer) {
        return answer.retryAfter() == null ? DEFAULT : answer.retryAfter();
    }
}
