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

    /** What a message may take as it arrives: deflate makes random bytes slightly longer. */
    int maxBytes(boolean compressed) {
        return compressed ? maxMessage + (maxMessage >> 8) + 32 : maxMessage;
    }
}
