package io.broadcasthub.protocol;

/**
 * WebSocket close codes the hub uses: RFC 6455 section 7.4.1, the registered 1012 and 1013, and the hub's own. 4000–4099
 * mean "do not reconnect as you are", 4100–4199 "reconnect with backoff".
 */
public enum CloseCode {
    NORMAL(1000),
    GOING_AWAY(1001),
    PROTOCOL_ERROR(1002),
    UNSUPPORTED_DATA(1003),
    INVALID_PAYLOAD(1007),
    MESSAGE_TOO_BIG(1009),
    INTERNAL_ERROR(1011),
    /** The hub restarts; come back after {@code bye.retryAfter}. */
    SERVICE_RESTART(1012),
    TRY_AGAIN_LATER(1013),
    /** No or bad token within the authentication time-out. */
    UNAUTHORIZED(4001),
    /** Origin or tenant not allowed. */
    FORBIDDEN(4003),
    TOO_MANY_ERRORS(4008),
    TOKEN_EXPIRED(4101),
    HEARTBEAT_MISSED(4102),
    /** Unread data over the limit, or no progress for longer than the limit. */
    TOO_SLOW(4103),
    RATE_LIMITED(4104);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether a client that was closed with {@code code} should come back by itself. */
    public static boolean mayReconnect(int code) {
        return switch (code) {
            case 1000, 1002, 1003, 1007, 1009 -> false;
            default -> code < 4000 || code >= 4100;
        };
    }
}
