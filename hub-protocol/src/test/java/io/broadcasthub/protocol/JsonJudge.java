package io.broadcasthub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Holds our reading of JSON against Jackson's. */
final class JsonJudge {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonSyntax.MAX_DEPTH)
                    .maxNumberLength(JsonSyntax.MAX_DIGITS)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String SURROGATE = "\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}";

    private JsonJudge() {}

    /** Both take the bytes for a value, or neither does. */
    static void check(byte[] bytes) {
        boolean taken;
        try {
            Payload.ofJson(bytes);
            taken = true;
        } catch (HubException refused) {
            if (!refused.reason().contains("JSON")) {
                return; // for its encoding, at which Jackson guesses
            }
            taken = false;
        }
        assertThat(taken).as(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(accepts(bytes));
    }

    private static boolean accepts(byte[] bytes) {
        // Jackson wants escaped surrogates to be pairs, but in names only; RFC 8259 (section 8.2) does not.
        String text = new String(bytes, StandardCharsets.UTF_8).replaceAll(SURROGATE, "\\\\u0041");
        try (JsonParser parser = JSON.createParser(text.getBytes(StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a JSON string stands for. */
    static String text(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            return parser.getText();
        }
    }
}
