package io.broadcasthub.protocol;

/**
 * WebSocket close codes the hub uses: RFC 6455 section 7.4.1, the registered 1012 and 1013, and the hub's own. 4000–4099
 * mean "do not reconnect as you are", 4100–4199 "reconnect with backoff".
 */
public enum CloseCode {
    /** Done. */
    NORMAL(1000),
    /** The connection ends, not the hub; come back. */
    GOING_AWAY(1001),
    /** What was sent is not a WebSocket's. */
    PROTOCOL_ERROR(1002),
    /** A binary message: the hub takes text. */
    UNSUPPORTED_DATA(1003),
    /** Text that is not UTF-8, or that cannot be inflated. */
    INVALID_PAYLOAD(1007),
    /** A message over the limit, or of too many fragments. */
    MESSAGE_TOO_BIG(1009),
    /** A defect of the hub; it is logged there. */
    INTERNAL_ERROR(1011),
    /** The hub restarts; come back after {@code bye.retryAfter}. */
    SERVICE_RESTART(1012),
    /** The hub has no room at the moment. */
    TRY_AGAIN_LATER(1013),
    /** No or bad token within the authentication time-out. */
    UNAUTHORIZED(4001),
    /** Origin or tenant not allowed. */
    FORBIDDEN(4003),
    /** More frames that could not be understood than the hub puts up with. */
    TOO_MANY_ERRORS(4008),
    /** The token's time is over: get a new one, then come back. */
    TOKEN_EXPIRED(4101),
    /** Nothing was heard of the client for two heartbeats. */
    HEARTBEAT_MISSED(4102),
    /** Unread data over the limit, or no progress for longer than the limit. */
    TOO_SLOW(4103),
    /** More control frames a second than the hub takes. */
    RATE_LIMITED(4104);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
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
