package io.broadcasthub.protocol;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that the hub refuses, with the code its client will see. The message is written for that client: it says
 * what to do next and contains no secret and no payload. It carries no stack trace, since it is an answer and not a
 * defect.
 */
public class HubException extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String topic;
    private final @Nullable Duration retryAfter;

    /** Concerns no topic, and no time is known after which it would succeed. */
    public HubException(ErrorCode code, String message) {
        this(code, message, null, null);
    }

    /** @param topic the topic or pattern concerned, if one is */
    public HubException(ErrorCode code, String message, @Nullable String topic) {
        this(code, message, topic, null);
    }

    /**
     * @param message says what to do next
     * @param topic the topic or pattern concerned, if one is
     * @param retryAfter how long to wait before trying again, where that helps
     */
    public HubException(ErrorCode code, String message, @Nullable String topic, @Nullable Duration retryAfter) {
        super(Objects.requireNonNull(message), null, false, false);
        this.code = Objects.requireNonNull(code);
        this.topic = topic;
        this.retryAfter = retryAfter;
    }

    /** What the client can tell apart. */
    public ErrorCode code() {
        return code;
    }

    /** The topic or pattern concerned, if one is. */
    public @Nullable String topic() {
        return topic;
    }

    /** How long to wait before trying again, where that helps. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The message, never null. */
    public String reason() {
        return Objects.requireNonNull(getMessage());
    }
}
