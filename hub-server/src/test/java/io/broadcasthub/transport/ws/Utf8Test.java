package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The check against the platform's own strict decoder. */
class Utf8Test {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(100);

    @Test
    void everyCodePointIsValidAndSurrogatesAreNot() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                continue;
            }
            byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            if (!Utf8.isValid(bytes, 0, bytes.length)) {
                assertThat(codePoint).as("refused code point").isNegative();
            }
        }
    }

    @Test
    void agreesWithThePlatformOnEveryThreeBytes() {
        byte[] bytes = new byte[3];
        for (int value = 0; value < 1 << 24; value++) {
            bytes[0] = (byte) (value >> 16);
            if (bytes[0] >= 0) {
                continue;
            }
            bytes[1] = (byte) (value >> 8);
            bytes[2] = (byte) value;
            if (Utf8.isValid(bytes, 0, 3) != oracle(bytes)) {
                assertThat(bytes).as("disagreement").isEmpty();
            }
        }
    }

    @Test
    void agreesWithThePlatformOnNearlyRightTextHoweverItIsCut() {
        Random random = new Random(42);
        int valid = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = "0123456789 äöü €uro 𐍈𐍈 0123456789".getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(3) > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            boolean expected = oracle(bytes);
            int cut = random.nextInt(bytes.length);
            int state = Utf8.check(Utf8.START, bytes, 0, cut);
            state = Utf8.check(state, bytes, cut, bytes.length - cut);
            assertThat(state == Utf8.START).isEqualTo(expected);
            assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(expected);
            valid += expected ? 1 : 0;
        }
        assertThat(valid).isBetween(5_000, 18_000);
    }

    private boolean oracle(byte[] bytes) {
        decoder.reset();
        decoded.clear();
        return !decoder.decode(ByteBuffer.wrap(bytes), decoded, true).isError();
    }
}
