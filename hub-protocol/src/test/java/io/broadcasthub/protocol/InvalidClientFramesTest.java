package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidClientFramesTest {
    @ParameterizedTest
    @MethodSource("golden")
    void refusedAsGolden(String line) throws IOException {
        Map<String, String> expected = flat(line);
        FrameException e = Refusal.ofClientFrame(Objects.requireNonNull(expected.get("text")));
        assertThat(e.code().wireName()).isEqualTo(expected.get("code"));
        assertThat(shown(e.id())).isEqualTo(expected.get("id"));
        assertThat(e.topic()).isEqualTo(expected.get("topic"));
        assertThat(e.reason()).isNotBlank().hasSizeLessThan(300);
    }

    static Stream<String> golden() {
        return Stream.of(Golden.lines("invalid-client-frames.ndjson"));
    }

    private static Map<String, String> flat(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
        }
        return fields;
    }

    private static String shown(RequestId id) {
        if (id instanceof RequestId.Text text) {
            return text.value();
        }
        return id instanceof RequestId.Numeric number ? Long.toString(number.value()) : null;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"ping","loud":1}                              | unknown field "loud": known here are type, id
            {"type":"ping","topic":"a"}                           | unknown field "topic": known here are type, id
            {"type":"auth"}                                       | token is missing: it must be a string
            {"type":"publish","topic":"a"}                        | data is missing: it must be a JSON value
            {"type":"subscribe","topic":5}                        | topic must be a string
            {"type":"subscribe","topic":"a","last":"5"}           | last must be an integer
            {"type":"subscribe","topic":"a","last":-1}            | last must be from 0 to 2147483647
            {"type":"subscribe","topic":"a","last":1,"after":"e:1"} | give after or last, not both
            {"type":"subscribe","topic":"a","after":"e"}          | after is not a position: expected <epoch>:<offset> as the hub sent it
            {"type":"ping","id":1.5}                              | id must be a string or an integer of at most 2^53
            {"type":"ping","type":"ping"}                         | type must be given once
            {"topic":"a"}                                         | type is missing: it must be a string
            {"type":"sing"}                                       | unknown type "sing": use auth, subscribe, unsubscribe, publish, presence or ping
            {"type":"ping",,}                                     | not valid JSON near byte 15
            {}{}                                                  | expected one JSON object, found more after it
            []                                                    | expected one JSON object
            """)
    void saysWhatIsWrong(String text, String reason) {
        assertThat(Refusal.ofClientFrame(text).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodings(String charset) {
        FrameException e = Refusal.ofClientFrame("{\"type\":\"ping\"}".getBytes(Charset.forName(charset)));
        assertThat(e.reason()).containsAnyOf("zero bytes", "not valid UTF-8");
    }

    @Test
    void refusesBrokenUtf8AlsoWhereNothingIsDecoded() {
        byte[] frame = "{\"type\":\"publish\",\"topic\":\"a\",\"data\":{\"x\":\"?\"}}".getBytes(UTF_8);
        frame[frame.length - 4] = (byte) 0xc3;
        assertThat(Refusal.ofClientFrame(frame).reason()).isEqualTo("not valid UTF-8");
    }

    @Test
    void showsStrangersShortAndHarmless() {
        String name = "\\u001b[2J\\u202e" + "x".repeat(100);
        assertThat(Refusal.ofClientFrame("{\"type\":\"ping\",\"" + name + "\":1}")
                        .reason())
                .startsWith("unknown field \"?[2J?" + "x".repeat(59) + "…\"");
        assertThat(Refusal.ofClientFrame("{\"type\":\"" + name + "\"}").reason())
                .startsWith("unknown type \"?[2J?" + "x".repeat(59) + "…\"");
    }
}
