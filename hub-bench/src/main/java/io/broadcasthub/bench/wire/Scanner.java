package io.broadcasthub.bench.wire;

/** Finds messages in bytes as they come from a connection. One is of one connection, unless it says otherwise. */
public interface Scanner {
    /**
     * Hands everything complete to the sink.
     *
     * @return the first byte that is not used yet; the next call begins with it
     * @throws ProtocolViolation if the server may not send this
     */
    int scan(byte[] b, int from, int to, Sink sink);
}
