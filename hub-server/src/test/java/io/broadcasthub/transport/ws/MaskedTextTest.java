package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Does what unmasking and checking do one after the other, however the text is cut and wherever it stands. */
class MaskedTextTest {
    private static final byte[] TEXT = Frames.bytes("0123456789abcdefghij äöü €uro 𐍈𐍈 κόσμε 0123456789");

    @Test
    void unmasksAndChecks() {
        Random random = new Random(3);
        int valid = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] text = Arrays.copyOf(TEXT, random.nextInt(TEXT.length + 1));
            if (text.length > 0 && random.nextInt(3) == 0) {
                text[random.nextInt(text.length)] = (byte) random.nextInt();
            }
            int mask = random.nextInt(4) == 0 ? 0 : random.nextInt();
            int before = random.nextInt(10);
            byte[] bytes = new byte[before + text.length + random.nextInt(10)];
            System.arraycopy(text, 0, bytes, before, text.length);
            Mask.apply(bytes, before, text.length, mask, 0);

            int cut = random.nextInt(text.length + 1);
            int state = MaskedText.unmask(Utf8.START, bytes, before, cut, mask, 0);
            assertThat(state).isEqualTo(Utf8.check(Utf8.START, text, 0, cut));
            state = MaskedText.unmask(state, bytes, before + cut, text.length - cut, mask, cut);

            assertThat(Arrays.copyOfRange(bytes, before, before + text.length)).isEqualTo(text);
            assertThat(state == Utf8.START).isEqualTo(Utf8.isValid(text, 0, text.length));
            valid += state == Utf8.START ? 1 : 0;
        }
        assertThat(valid).isBetween(20_000, 45_000);
    }

    @Test
    void leavesWhatStandsAroundItAlone() {
        byte[] bytes = "around around around".getBytes(StandardCharsets.US_ASCII);
        byte[] expected = bytes.clone();
        MaskedText.unmask(Utf8.START, bytes, 3, 0, 0x37FA213D, 0);
        MaskedText.unmask(Utf8.START, bytes, 3, 11, 0x37FA213D, 0);
        Mask.apply(expected, 3, 11, 0x37FA213D, 0);
        assertThat(bytes).isEqualTo(expected);
    }
}
