package io.broadcasthub.client;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why something asked of a {@link HubClient} did not happen. The message says what to do next; it holds no payload. */
public final class HubClientException extends RuntimeException {
    /** What kind of failure it is. */
    public enum Reason {
        /** {@link HubClient#close()} was called. Whether an unanswered publish was taken is unknown. */
        CLOSED,
        /** The hub does not want this client back, or is not a hub. */
        DISCONNECTED,
        /** The hub refused the request: {@link HubClientException#errorCode()} says why. */
        REFUSED,
        /**
         * No answer in time. Whether a publish was taken is unknown; publishing again is safe with a {@code dedupe} name
         * of one's own.
         */
        TIMEOUT,
        /** As many publishes as allowed are unanswered. Wait for one of them, or use {@link HubClient#publishOrWait}. */
        FULL
    }

    private final Reason reason;
    private final @Nullable ErrorCode errorCode;

    HubClientException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason);
        this.errorCode = cause instanceof HubException e ? e.code() : null;
    }

    static HubClientException closed() {
        return new HubClientException(Reason.CLOSED, "the client is closed; make a new one", null);
    }

    static HubClientException refused(HubException answer) {
        return new HubClientException(Reason.REFUSED, answer.code().wireName() + ": " + answer.reason(), answer);
    }

    /** What kind of failure it is. */
    public Reason reason() {
        return reason;
    }

    /** The hub's reason, if it {@linkplain Reason#REFUSED refused}. */
    public @Nullable ErrorCode errorCode() {
        return errorCode;
    }
}
