package io.broadcasthub.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Arrays;

/** The rules for JSON from outside, and the only place that sets the parser's: strict UTF-8, one value, limited depth. */
final class JsonSyntax {
    /** How deep arrays and objects may be nested in a payload. */
    static final int MAX_DEPTH = 64;

    private static final JsonFactory PAYLOADS = factory(0);

    private JsonSyntax() {}

    /** A factory for documents that hold payloads within this many levels of their own. */
    static JsonFactory factory(int envelopeDepth) {
        return JsonFactory.builder()
                // Names in payloads are the clients' and must not fill the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH + envelopeDepth)
                        .build())
                .build();
    }

    /**
     * Refuses what is not strict UTF-8. A byte order mark or a zero byte at the start must not reach the parser either:
     * it would take the text for another encoding.
     */
    static void checkEncoding(byte[] bytes, int offset, int length) {
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
        if (!Utf8.isValid(bytes, offset, length)) {
            throw malformed("not valid UTF-8");
        }
    }

    static void check(byte[] utf8, int offset, int length) {
        checkEncoding(utf8, offset, length);
        try (JsonParser parser = PAYLOADS.createParser(utf8, offset, length)) {
            if (parser.nextToken() == null) {
                throw malformed("expected one JSON value, found nothing");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw malformed("expected one JSON value, found more after it");
            }
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * The value without white space around it and with no line break in it, so that a message is always one line:
     * NDJSON and SSE end a record at a line break. In valid JSON line breaks stand only between tokens, where a space
     * means the same.
     *
     * @return the same array if there is nothing to change
     */
    static byte[] onOneLine(byte[] json) {
        int start = 0;
        int end = json.length;
        while (start < end && isWhitespace(json[start])) {
            start++;
        }
        while (end > start && isWhitespace(json[end - 1])) {
            end--;
        }
        byte[] line = end - start == json.length ? json : Arrays.copyOfRange(json, start, end);
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                if (line == json) {
                    line = json.clone();
                }
                line[i] = ' ';
            }
        }
        return line;
    }

    static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** What the client is told of the parser's complaint. The parser's own text may quote the payload, so it is dropped. */
    static HubException malformed(IOException e) {
        if (e instanceof JsonProcessingException p && !(e instanceof StreamConstraintsException)) {
            return malformed("not valid JSON near byte " + p.getLocation().getByteOffset());
        }
        return malformed(
                e instanceof StreamConstraintsException
                        ? "JSON over a limit: at most " + MAX_DEPTH
                                + " levels of nesting, numbers of 1000 digits, names" + " of 50000 characters"
                        : "not valid JSON");
    }

    private static HubException malformed(String message) {
        return new HubException(ErrorCode.BAD_REQUEST, message);
    }
}
