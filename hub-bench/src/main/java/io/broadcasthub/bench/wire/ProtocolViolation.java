package io.broadcasthub.bench.wire;

/** The server sent what it must not; the connection is given up. */
public class ProtocolViolation extends RuntimeException {
    public ProtocolViolation(String message) {
        super(message, null, false, false);
    }
}
