package io.broadcasthub.session;

import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a session ends.
 *
 * @param code what the peer is told
 * @param text for people, at most 123 bytes
 * @param retryAfter when to come back; null = no hint
 */
public record CloseReason(
        CloseCode code, String text, @Nullable Duration retryAfter) {
    public static CloseReason of(CloseCode code, String text) {
        return new CloseReason(code, text, null);
    }

    ServerFrame.Bye bye() {
        return new ServerFrame.Bye(code.code(), text, retryAfter);
    }
}
