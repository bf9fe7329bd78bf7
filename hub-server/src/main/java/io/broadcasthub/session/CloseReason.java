package io.broadcasthub.session;

import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Why a session ends.
 *
 * @param code what the peer is told
 * @param text for people, at most 123 bytes
 * @param retryAfter when to come back; null = not by itself
 */
public record CloseReason(
        CloseCode code, String text, @Nullable Duration retryAfter) {
    private static final long MIN_RETRY_MILLIS = 1_000;
    private static final long MAX_RETRY_MILLIS = 3_000;

    /**
     * A reason that asks the peer back exactly if its code does: clients go by the time in {@code bye}, not by the code.
     * The time is drawn anew for each, so that many that are closed together do not come back together.
     */
    public static CloseReason of(CloseCode code, String text, RandomGenerator jitter) {
        return new CloseReason(code, text, CloseCode.mayReconnect(code.code()) ? soon(jitter) : null);
    }

    /** The hub restarts, and asks the peer back. */
    static CloseReason restart(Duration retryAfter) {
        return new CloseReason(CloseCode.SERVICE_RESTART, "the hub is restarting", retryAfter);
    }

    /** The connection has become too old. Its like end one by one, so it may come back at once. */
    static CloseReason rotation() {
        return new CloseReason(CloseCode.GOING_AWAY, "connected for long enough (limits.max-age)", Duration.ZERO);
    }

    private static Duration soon(RandomGenerator jitter) {
        return Duration.ofMillis(jitter.nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
    }

    ServerFrame.Bye bye() {
        return new ServerFrame.Bye(code.code(), text, retryAfter);
    }
}
