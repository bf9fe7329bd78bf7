package io.broadcasthub.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Checks that bytes are exactly one JSON value, and quotes strings. The only place that sets the parser's rules. */
final class JsonSyntax {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonSyntax() {}

    static void check(byte[] utf8, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(utf8, offset, length)) {
            if (parser.nextToken() == null) {
                throw new HubException(ErrorCode.BAD_REQUEST, "expected one JSON value, found nothing");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new HubException(ErrorCode.BAD_REQUEST, "expected one JSON value, found more after it");
            }
        } catch (IOException e) {
            throw new HubException(ErrorCode.BAD_REQUEST, "not valid JSON");
        }
    }

    static byte[] quote(String text) {
        byte[] body = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[body.length + 2];
        quoted[0] = '"';
        System.arraycopy(body, 0, quoted, 1, body.length);
        quoted[quoted.length - 1] = '"';
        return quoted;
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
