package io.broadcasthub.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in JSON text (RFC 8259, strictly), and the moves from there. Values are checked and passed over, not made into
 * anything: what is published is a slice of what came. One thread.
 */
final class JsonCursor {
    /** Nothing comes any more. */
    static final int END = -1;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] bytes;
    private final int offset;
    private final int end;
    private int at;
    /** Whether white space broke a line, since it was last set. */
    private boolean lineBroken;

    /** Stands before the first byte of text that is known to be UTF-8; {@link #checked()} sees to it that it is. */
    JsonCursor(byte[] bytes, int offset, int length) {
        JsonSyntax.checkBeginning(bytes, offset, length);
        this.bytes = bytes;
        this.offset = offset;
        this.end = offset + length;
        this.at = offset;
    }

    /** This cursor, before anything is read; refuses text that is not UTF-8. */
    JsonCursor checked() {
        if (!Utf8.isValid(bytes, offset, end - offset)) {
            throw JsonSyntax.malformed("not valid UTF-8");
        }
        return this;
    }

    /** Passes over white space, and tells what stands there, or {@link #END}. */
    int next() {
        for (; at < end; at++) {
            byte b = bytes[at];
            if (b > ' ') {
                return b;
            }
            if (b == '\n' || b == '\r') {
                lineBroken = true;
            } else if (b != ' ' && b != '\t') {
                throw malformed();
            }
        }
        return END;
    }

    /** Passes over an opening bracket that {@link #next} told. Whether something is before the closing one. */
    boolean enter(char close) {
        at++;
        if (next() != close) {
            return true;
        }
        at++;
        return false;
    }

    /** Behind a value: whether there is another one, after a comma. If not, the closing bracket is passed over. */
    boolean more(char close) {
        int b = next();
        if (b != ',' && b != close) {
            throw malformed();
        }
        at++;
        return b == ',';
    }

    /** The name of a member; then its value comes. */
    String name() {
        next();
        int from = at;
        return JsonStrings.decode(bytes, from + 1, skipName() - 1);
    }

    /** The string that comes next. */
    String text() {
        next();
        int from = at;
        skipString();
        return JsonStrings.decode(bytes, from + 1, at - 1);
    }

    /** The value that comes next, as it stands. */
    String raw() {
        next();
        int from = at;
        skipValue();
        return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    /** The value that comes next, on one line: in white space, where alone it may stand, a line break means a space. */
    Payload payload() {
        next();
        int from = at;
        lineBroken = false;
        skipValue();
        boolean asItIs = from == 0 && at == bytes.length && !lineBroken;
        byte[] value = asItIs ? bytes : Arrays.copyOfRange(bytes, from, at);
        for (int i = 0; lineBroken && i < value.length; i++) {
            if (value[i] == '\n' || value[i] == '\r') {
                value[i] = ' ';
            }
        }
        return Payload.ofChecked(value);
    }

    /** Passes over the value that comes next, whatever is in it, as deep as {@link JsonSyntax#MAX_DEPTH}. */
    void skipValue() {
        long objects = 0; // one bit for each level that is open: whether it is an object's
        int depth = 0;
        while (true) {
            int first = next();
            if (first == '{' || first == '[') {
                if (++depth > JsonSyntax.MAX_DEPTH) {
                    throw JsonSyntax.overLimit();
                }
                objects = objects << 1 | (first == '{' ? 1 : 0);
                if (enter(close(objects))) {
                    skipNameIn(objects);
                    continue;
                }
                depth--;
                objects >>>= 1;
            } else {
                skipAtom(first);
            }
            while (depth > 0 && !more(close(objects))) {
                depth--;
                objects >>>= 1;
            }
            if (depth == 0) {
                return;
            }
            skipNameIn(objects);
        }
    }

    private static char close(long objects) {
        return (objects & 1) == 1 ? '}' : ']';
    }

    private void skipNameIn(long objects) {
        if ((objects & 1) == 1) {
            next();
            skipName();
        }
    }

    /** @return where the name ended */
    private int skipName() {
        int from = at;
        skipString();
        int to = at;
        if (to - from - 2 > JsonSyntax.MAX_NAME) {
            throw JsonSyntax.overLimit();
        }
        if (next() != ':') {
            throw malformed();
        }
        at++;
        return to;
    }

    private void skipAtom(int first) {
        switch (first) {
            case '"' -> skipString();
            case 't' -> skip(TRUE);
            case 'f' -> skip(FALSE);
            case 'n' -> skip(NULL);
            default -> skipNumber();
        }
    }

    private void skipString() {
        if (at >= end || bytes[at] != '"') {
            throw malformed();
        }
        at = JsonStrings.plainUntil(bytes, at + 1, end);
        while (at < end && bytes[at] == '\\') {
            int escape = JsonStrings.escape(bytes, at, end);
            if (escape == 0) {
                throw malformed();
            }
            at = JsonStrings.plainUntil(bytes, at + escape, end);
        }
        if (at >= end || bytes[at] != '"') {
            throw malformed();
        }
        at++;
    }

    private void skip(byte[] literal) {
        int to = at + literal.length;
        if (to > end || !Arrays.equals(bytes, at, to, literal, 0, literal.length)) {
            throw malformed();
        }
        at = to;
    }

    private void skipNumber() {
        take('-', '-');
        int digits = 1;
        if (!take('0', '0')) {
            digits = skipDigits();
        }
        if (take('.', '.')) {
            digits += skipDigits();
        }
        if (take('e', 'E')) {
            take('+', '-');
            digits += skipDigits();
        }
        if (digits > JsonSyntax.MAX_DIGITS) {
            throw JsonSyntax.overLimit();
        }
    }

    private boolean take(char one, char other) {
        boolean there = at < end && (bytes[at] == one || bytes[at] == other);
        at += there ? 1 : 0;
        return there;
    }

    private int skipDigits() {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw malformed();
        }
        return at - from;
    }

    private HubException malformed() {
        return JsonSyntax.malformed("not valid JSON near byte " + (at - offset));
    }
}
