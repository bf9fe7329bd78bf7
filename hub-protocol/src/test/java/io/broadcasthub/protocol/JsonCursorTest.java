package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    private static final byte[] TELLING = "{}[]\",:\\u0123ntrf-+.eE 09\n\t\u0000\u001f ".getBytes(UTF_8);

    @Test
    void takesWhatJacksonTakes() {
        Seeds.each(30_000, random -> {
            byte[] json = RandomJson.value(random).getBytes(UTF_8);
            JsonJudge.check(json);
            for (int i = random.nextInt(3); i >= 0 && json.length > 0; i--) {
                json[random.nextInt(json.length)] = TELLING[random.nextInt(TELLING.length)];
                JsonJudge.check(json);
            }
        });
    }

    /** Eight bytes are looked at in one step: so every byte, wherever it stands in them. */
    @Test
    void knowsEachByteOfAStringWhereverItStands() {
        for (int value = 0; value < 0x80; value++) {
            for (int length = 1; length < 20; length++) {
                for (int at = 0; at < length; at++) {
                    byte[] json = ("\"" + "x".repeat(length) + "\"").getBytes(UTF_8);
                    json[1 + at] = (byte) value;
                    JsonJudge.check(json);
                }
            }
        }
    }

    @Test
    void readsTheTextThatJacksonReads() {
        Seeds.each(10_000, random -> {
            StringBuilder json = new StringBuilder("\"");
            for (int i = random.nextInt(6); i > 0; i--) {
                json.append(RandomJson.text(random).replaceAll("[\\x00-\\x1f\"\\\\]", "\\\\u00e9\\\\/\\\\t"));
                json.append(random.nextBoolean() ? "\\ud83d\\ude42" : "\\uD800");
            }
            byte[] text = json.append('"').toString().getBytes(UTF_8);
            try {
                assertThat(new JsonCursor(text, 0, text.length).text()).isEqualTo(JsonJudge.text(text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63})
    void goesAsDeepAsItIsAllowedTo(int objects) {
        String open = "{\"a\":".repeat(objects) + "[".repeat(64 - objects);
        String close = "]".repeat(64 - objects) + "}".repeat(objects);
        assertThat(Payload.ofJson(open + close)).hasToString(open + close);
        assertRefused("[" + open + close + "]", "64 levels");
    }

    @Test
    void refusesNumbersAndNamesThatAreTooLong() {
        String digits = "9".repeat(500) + "." + "9".repeat(499);
        assertThat(Payload.ofJson(digits + "e1").length()).isEqualTo(1002);
        assertRefused(digits + "e11", "1000 digits");
        String name = "n".repeat(50_000);
        assertThat(Payload.ofJson("{\"" + name + "\":1}").length()).isEqualTo(50_006);
        assertRefused("{\"" + name + "n\":1}", "50000 bytes");
    }

    private static void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> Payload.ofJson(json)).hasMessageContaining(reason);
    }
}
