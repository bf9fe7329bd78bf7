package io.broadcasthub.protocol;

/**
 * The {@code id} a client chose for a request: a JSON string or an integer of at most 2^53. The answer carries it back
 * as it came.
 */
public sealed interface RequestId {
    /** @param value any string; how long it may be follows from the limit on frames */
    record Text(String value) implements RequestId {}

    /** @param value an integer in ±2^53 */
    record Numeric(long value) implements RequestId {
        private static final long MAX = 1L << 53;

        /** @throws HubException {@code bad_request} if it is beyond ±2^53 */
        public Numeric {
            if (value > MAX || value < -MAX) {
                throw new HubException(ErrorCode.BAD_REQUEST, "id must be a string or an integer of at most 2^53");
            }
        }
    }

    /** @throws HubException {@code bad_request} if it is beyond ±2^53 */
    static RequestId of(long value) {
        return new Numeric(value);
    }

    /** Any string is an id. */
    static RequestId of(String value) {
        return new Text(value);
    }
}
