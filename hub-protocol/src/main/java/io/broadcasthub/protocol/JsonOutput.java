package io.broadcasthub.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One JSON object or string being written as UTF-8. Field names are ours and need no escaping; values may be anything. */
final class JsonOutput {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** Of a backslash, the letter u, and four digits. */
    private static final int ESCAPE = 6;

    private byte[] bytes;
    private int length;

    JsonOutput(int capacity) {
        bytes = new byte[capacity];
    }

    /** Starts the object, or the next field of it. */
    JsonOutput field(String name) {
        put(length == 0 ? '{' : ',');
        put('"');
        ascii(name);
        put('"');
        put(':');
        return this;
    }

    byte[] endObject() {
        put('}');
        return toBytes();
    }

    JsonOutput number(long value) {
        ascii(Long.toString(value));
        return this;
    }

    JsonOutput bool(boolean value) {
        ascii(Boolean.toString(value));
        return this;
    }

    /** A JSON value as it is. */
    JsonOutput raw(Payload value) {
        raw(value.utf8(), 0, value.length());
        return this;
    }

    private void raw(byte[] utf8, int from, int to) {
        reserve(to - from);
        System.arraycopy(utf8, from, bytes, length, to - from);
        length += to - from;
    }

    JsonOutput array(Iterable<Payload> values) {
        put('[');
        boolean first = true;
        for (Payload value : values) {
            if (!first) {
                put(',');
            }
            first = false;
            raw(value);
        }
        put(']');
        return this;
    }

    JsonOutput string(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                character(c);
            } else if (c < 0x800) {
                put(0xc0 | (c >> 6));
                put(0x80 | (c & 0x3f));
            } else if (!Character.isSurrogate(c)) {
                put(0xe0 | (c >> 12));
                put(0x80 | ((c >> 6) & 0x3f));
                put(0x80 | (c & 0x3f));
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                put(0xf0 | (point >> 18));
                put(0x80 | ((point >> 12) & 0x3f));
                put(0x80 | ((point >> 6) & 0x3f));
                put(0x80 | (point & 0x3f));
            } else {
                escape(c);
            }
        }
        put('"');
        return this;
    }

    /** As {@link #string(String)}, of text that is known to be UTF-8. */
    JsonOutput string(byte[] utf8) {
        put('"');
        int from = 0;
        int plain = JsonStrings.plainUntil(utf8, 0, utf8.length);
        while (plain < utf8.length) {
            raw(utf8, from, plain);
            character((char) utf8[plain]);
            from = plain + 1;
            plain = JsonStrings.plainUntil(utf8, from, utf8.length);
        }
        raw(utf8, from, plain);
        put('"');
        return this;
    }

    /** What {@link #string(String)} writes, in bytes. */
    static int size(String text) {
        int size = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                size += size(c);
            } else if (c < 0x800) {
                size += 2;
            } else if (!Character.isSurrogate(c)) {
                size += 3;
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                size += 4;
                i++;
            } else {
                size += ESCAPE;
            }
        }
        return size;
    }

    /** What {@link #string(byte[])} writes, in bytes. */
    static int size(byte[] utf8) {
        int size = 2 + utf8.length;
        for (int at = 0; ; at++) {
            at = JsonStrings.plainUntil(utf8, at, utf8.length);
            if (at == utf8.length) {
                return size;
            }
            size += size((char) utf8[at]) - 1;
        }
    }

    /** What {@link #character} writes, in bytes. */
    private static int size(char ascii) {
        return switch (ascii) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> ascii < 0x20 ? ESCAPE : 1;
        };
    }

    /** The caller's; nothing is written any more. */
    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> shortEscape(c);
            case '\b' -> shortEscape('b');
            case '\t' -> shortEscape('t');
            case '\n' -> shortEscape('n');
            case '\f' -> shortEscape('f');
            case '\r' -> shortEscape('r');
            default -> {
                if (c < 0x20) {
                    escape(c);
                } else {
                    put(c);
                }
            }
        }
    }

    private void shortEscape(char letter) {
        put('\\');
        put(letter);
    }

    private void escape(char c) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[(c >> shift) & 0xf]);
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(int b) {
        if (length == bytes.length) {
            reserve(1);
        }
        bytes[length++] = (byte) b;
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }
}
