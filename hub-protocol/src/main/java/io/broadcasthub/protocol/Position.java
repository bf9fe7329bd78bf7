package io.broadcasthub.protocol;

/**
 * Where a message stands in its topic: {@code <epoch>:<offset>}. Opaque to clients, which hand it back unchanged.
 *
 * @param epoch one incarnation of the log: 1–32 of {@code A-Z a-z 0-9 _ -}
 * @param offset 1, 2, 3 … within the epoch, with no holes; 0 stands for "before the first"
 */
public record Position(String epoch, long offset) {
    private static final int MAX_EPOCH = 32;
    private static final int MAX_DIGITS = 16;
    /** Most characters that {@link #toString()} gives. */
    public static final int MAX_LENGTH = MAX_EPOCH + 1 + MAX_DIGITS;

    /** Offsets are JSON-safe integers, so that a client may show them as numbers. */
    public static final long MAX_OFFSET = (1L << 53) - 1;

    /** @throws HubException {@code bad_request} if epoch or offset cannot be any hub's */
    public Position {
        if (!isEpoch(epoch) || offset < 0 || offset > MAX_OFFSET) {
            throw new HubException(
                    ErrorCode.BAD_REQUEST, "not a position: expected <epoch>:<offset> as the hub sent it");
        }
    }

    /**
     * Parses what {@link #toString()} wrote.
     *
     * @throws HubException {@code bad_request} if it is anything else
     */
    public static Position parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1 || text.length() - colon > 1 + MAX_DIGITS) {
            throw malformed();
        }
        long offset = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || (c == '0' && i == colon + 1 && i < text.length() - 1)) {
                throw malformed();
            }
            offset = offset * 10 + (c - '0');
        }
        return new Position(text.substring(0, colon), offset);
    }

    private static HubException malformed() {
        return new HubException(ErrorCode.BAD_REQUEST, "not a position: expected <epoch>:<offset> as the hub sent it");
    }

    private static boolean isEpoch(String s) {
        if (s.isEmpty() || s.length() > MAX_EPOCH) {
            return false;
        }
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            boolean ok =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return epoch + ':' + offset;
    }
}
