package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @Test
    void wrapsWithoutCopyingWhatIsOneLineAlready() {
        byte[] json = "{\"a\": 1}".getBytes(UTF_8);
        assertThat(Payload.ofJson(json).utf8()).isSameAs(json);
    }

    @Test
    void leavesTheCallersBytesAlone() {
        byte[] json = " [1,\r\n2]\n".getBytes(UTF_8);
        assertThat(Payload.ofJson(json)).hasToString("[1,  2]");
        assertThat(new String(json, UTF_8)).isEqualTo(" [1,\r\n2]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1 2", "[1", "{\"a\"}", "\u0000", "\ufeff1", "01", "1.", "+1", "tru", "\"\t\"", "'a'"})
    void refusesWhatIsNotOneJsonValue(String json) {
        assertThatThrownBy(() -> Payload.ofJson(json))
                .isExactlyInstanceOf(HubException.class)
                .extracting(e -> ((HubException) e).code())
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void doesNotRepeatThePayloadInErrors() {
        assertThatThrownBy(() -> Payload.ofJson("{\"password\":hunter2}"))
                .hasMessageStartingWith("not valid JSON near byte 1")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void quotesText() {
        assertThat(new String(JsonText.quote("a\"\\/\b\f\n\r\t\u0001\u007fé€🙂\u2028"), UTF_8))
                .isEqualTo("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007fé€🙂\u2028\"");
        assertThat(new String(JsonText.quote("\udc00x\ud83d"), UTF_8)).isEqualTo("\"\\udc00x\\ud83d\"");
        assertThat(JsonText.quote("")).isEqualTo("\"\"".getBytes(UTF_8));
        assertThat(Payload.ofText("a\nb")).isEqualTo(Payload.ofJson("\"a\\nb\""));
    }

    @Test
    void quotesUtf8AsItQuotesTheTextAndKnowsTheSize() {
        Seeds.each(10_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(random.nextInt(4) == 0 ? RandomJson.text(random) : (char) random.nextInt(0x80));
            }
            byte[] quoted = JsonText.quote(text.toString());
            assertThat(JsonText.quotedSize(text.toString())).isEqualTo(quoted.length);
            byte[] utf8 = text.toString().getBytes(UTF_8);
            assertThat(Payload.ofUtf8Text(utf8).utf8()).isEqualTo(quoted);
            assertThat(JsonOutput.size(utf8)).isEqualTo(quoted.length);
        });
    }

    @Test
    void knowsTheSizeOfHalvesOfCharacters() {
        for (String text : new String[] {"\ud83d", "\ude42x", "\ude42\ud83d", "\ud83d\ud83d\ude42"}) {
            assertThat(JsonText.quotedSize(text)).isEqualTo(JsonText.quote(text).length);
        }
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertThatThrownBy(() -> Payload.ofUtf8Text(new byte[] {'a', (byte) 0xc3, '('}))
                .isExactlyInstanceOf(HubException.class)
                .hasMessageContaining("not valid UTF-8");
    }
}
