package io.broadcasthub.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One JSON object or string being written as UTF-8. Field names are ours and need no escaping; values may be anything. */
final class JsonOutput {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

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
        byte[] utf8 = value.utf8();
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
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

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
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
