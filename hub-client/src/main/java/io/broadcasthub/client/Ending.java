package io.broadcasthub.client;

import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.ServerFrame.Bye;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection, or the attempt at one, ended, and whether to come back.
 *
 * @param reason for people
 * @param retryAfter when the hub asks to come back; {@code null} leaves it to the back-off
 */
record Ending(
        String reason,
        boolean mayReconnect,
        @Nullable Duration retryAfter,
        @Nullable Throwable cause) {
    /** The connection broke, or the client gave it up. */
    static Ending broken(String reason, @Nullable Throwable cause) {
        return new Ending(reason, true, null, cause);
    }

    /** A close frame came, after a {@code bye} or without one. Without word from the hub the code alone decides. */
    static Ending closed(int code, String reason, @Nullable Bye bye) {
        if (bye != null) {
            return said(bye);
        }
        String text = reason.isEmpty() ? "" : ": " + reason;
        return new Ending("closed with " + code + text, CloseCode.mayReconnect(code), null, null);
    }

    /** The hub said {@code bye}; without a time to come back that is final, whatever the code. */
    static Ending said(Bye bye) {
        boolean back = bye.retryAfter() != null && CloseCode.mayReconnect(bye.code());
        return new Ending("closed with " + bye.code() + ": " + bye.reason(), back, bye.retryAfter(), null);
    }

    /** The connection could not be made. An HTTP answer that repeating cannot change is final. */
    static Ending notOpened(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException e && e.getResponse() != null) {
            return refused(e.getResponse(), e);
        }
        boolean retry = cause instanceof IOException;
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Ending("cannot connect: " + detail, retry, null, cause);
    }

    private static Ending refused(HttpResponse<?> response, Throwable cause) {
        int status = response.statusCode();
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        Duration after = response.headers()
                .firstValue("Retry-After")
                .filter(v -> v.matches("\\d{1,6}"))
                .map(v -> Duration.ofSeconds(Long.parseLong(v)))
                .orElse(null);
        return new Ending("the upgrade was answered with HTTP status " + status, passing, after, cause);
    }
}
