package io.broadcasthub.protocol;

import java.util.Locale;

/**
 * Why the hub refused a request. The wire name is the lower-case constant; over HTTP the code travels in an RFC 9457
 * problem with the status given here, over WebSocket in an {@code error} frame.
 */
public enum ErrorCode {
    /** The request is not what the protocol allows; repeating it unchanged cannot succeed. */
    BAD_REQUEST(400),
    /** A WebSocket frame with a {@code type} the hub does not know. */
    UNKNOWN_TYPE(400),
    /** A topic name or pattern that breaks the naming rules, or is reserved. */
    INVALID_TOPIC(422),
    /** No token, or one that is not valid. */
    UNAUTHORIZED(401),
    /** The token is valid but does not permit this. */
    FORBIDDEN(403),
    /** The connection has a subscription to exactly this topic or pattern. */
    ALREADY_SUBSCRIBED(409),
    /** The connection has no subscription to this topic or pattern. */
    NOT_SUBSCRIBED(409),
    /** The message or body is over its configured limit. */
    TOO_LARGE(413),
    /** The connection is subscribed to as many topics as it may be. */
    TOO_MANY_TOPICS(429),
    /** The client does this too often; wait for {@code retryAfter}. */
    RATE_LIMITED(429),
    /** The hub takes no new work of this kind at the moment; wait and try again. */
    OVERLOADED(503),
    /** What is needed for the answer is not there at the moment, or not configured. */
    UNAVAILABLE(503),
    /** A defect of the hub; it is logged there. */
    INTERNAL(500);

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final int httpStatus;

    ErrorCode(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The name on the wire: the constant, lower case. */
    public String wireName() {
        return wireName;
    }

    /** The HTTP status (RFC 9110) that goes with this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * The constant with this wire name. A name from a newer hub maps to {@link #INTERNAL}, so that a client never fails
     * on it.
     */
    public static ErrorCode ofWireName(String name) {
        for (ErrorCode code : values()) {
            if (code.wireName.equals(name)) {
                return code;
            }
        }
        return INTERNAL;
    }
}
