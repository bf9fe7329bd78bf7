package io.broadcasthub.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON value as UTF-8 bytes, passed on as it came: the hub checks it once and never parses it into a tree. The one
 * change: it has no white space around it, and a line break between tokens is a space, so that a message is one line in
 * NDJSON and SSE. Immutable by contract: whoever hands over or reads the array does not change it.
 */
public final class Payload {
    private final byte[] utf8;

    private Payload(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * Wraps bytes that are already known to be a payload, such as {@link #utf8()} of one that was stored. The array is
     * not copied.
     */
    public static Payload ofChecked(byte[] utf8) {
        return new Payload(utf8);
    }

    /**
     * Checks that the bytes are exactly one JSON value (RFC 8259) in UTF-8, nested at most 64 levels deep, and wraps
     * them. They are copied only if there is white space around them or a line break between tokens.
     *
     * @throws HubException {@code bad_request} if they are not
     */
    public static Payload ofJson(byte[] utf8) {
        return JsonSyntax.value(utf8);
    }

    /** As {@link #ofJson(byte[])}. */
    public static Payload ofJson(String json) {
        return ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The text as a JSON string; an unpaired surrogate becomes an escape. */
    public static Payload ofText(String text) {
        return new Payload(JsonText.quote(text));
    }

    /**
     * The text as a JSON string.
     *
     * @param utf8 not kept
     * @throws HubException {@code bad_request} if it is not UTF-8
     */
    public static Payload ofUtf8Text(byte[] utf8) {
        if (!Utf8.isValid(utf8, 0, utf8.length)) {
            throw JsonSyntax.malformed("the text is not valid UTF-8");
        }
        return new Payload(new JsonOutput(JsonOutput.size(utf8)).string(utf8).toBytes());
    }

    /** The bytes themselves, not a copy; not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** In bytes. */
    public int length() {
        return utf8.length;
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Payload p && Arrays.equals(utf8, p.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }
}
