package io.broadcasthub.transport.ws;

/**
 * What one client's message may take; shared by all connections.
 *
 * @param maxMessage most bytes of a message, fragments together and decompressed
 * @param maxFragments most frames one message may come in
 */
public record WebSocketLimits(int maxMessage, int maxFragments) {
    public WebSocketLimits {
        if (maxMessage < 1 || maxMessage > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException("maxMessage out of range: " + maxMessage);
        }
        if (maxFragments < 1) {
            throw new IllegalArgumentException("maxFragments out of range: " + maxFragments);
        }
    }

    /** What a compressed message may take before it is decompressed: deflate makes random bytes slightly longer. */
    int maxCompressed() {
        return maxMessage + (maxMessage >> 8) + 32;
    }
}
