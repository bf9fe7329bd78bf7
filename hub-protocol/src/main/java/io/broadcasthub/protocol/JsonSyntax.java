package io.broadcasthub.protocol;

/** The rules for JSON from outside: strict UTF-8, one value, limited depth. {@link JsonCursor} keeps them. */
final class JsonSyntax {
    /** How deep arrays and objects may be nested in a payload: what {@link JsonCursor} can remember in a {@code long}. */
    static final int MAX_DEPTH = Long.SIZE;
    /** Of a number. Readers commonly refuse more. */
    static final int MAX_DIGITS = 1000;
    /** Bytes of a member's name, as above. */
    static final int MAX_NAME = 50_000;

    private JsonSyntax() {}

    /** The only value in the text. */
    static Payload value(byte[] utf8) {
        JsonCursor cursor = new JsonCursor(utf8, 0, utf8.length).checked();
        if (cursor.next() == JsonCursor.END) {
            throw malformed("expected one JSON value, found nothing");
        }
        Payload value = cursor.payload();
        if (cursor.next() != JsonCursor.END) {
            throw malformed("expected one JSON value, found more after it");
        }
        return value;
    }

    /** Refuses text that begins as in another encoding: with zero bytes, or a mark, which UTF-8 has no use for. */
    static void checkBeginning(byte[] bytes, int offset, int length) {
        for (int i = 0; i < Math.min(length, 4); i++) {
            if (bytes[offset + i] == 0) {
                throw malformed("not UTF-8 text: it begins with zero bytes");
            }
        }
        if (length >= 3
                && bytes[offset] == (byte) 0xef
                && bytes[offset + 1] == (byte) 0xbb
                && bytes[offset + 2] == (byte) 0xbf) {
            throw malformed("leave out the byte order mark");
        }
    }

    static HubException overLimit() {
        return malformed("JSON over a limit: at most " + MAX_DEPTH + " levels of nesting, numbers of " + MAX_DIGITS
                + " digits, names of " + MAX_NAME + " bytes");
    }

    /** The text quotes no payload. */
    static HubException malformed(String message) {
        return new HubException(ErrorCode.BAD_REQUEST, message);
    }
}
