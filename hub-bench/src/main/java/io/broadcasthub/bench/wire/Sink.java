package io.broadcasthub.bench.wire;

/** Takes what a {@link Scanner} finds. The bytes are valid during the call only. */
public interface Sink {
    /** The server has agreed to the stream. */
    default void begun(ResponseHead head) {}

    /** One complete object of the protocol, from {@code from} to before {@code to}. */
    void text(byte[] b, int from, int to);

    /** A compressed one (RFC 7692). */
    default void deflated(byte[] b, int from, int to) {
        throw new ProtocolViolation("a compressed message, although no compression was agreed to");
    }

    /** A WebSocket ping, to be answered with the same bytes. */
    default void ping(byte[] b, int from, int to) {}

    /** The server wants to end. */
    default void close(int code) {}
}
