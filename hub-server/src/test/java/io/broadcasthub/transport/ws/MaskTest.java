package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Masking against the definition in RFC 6455 section 5.3, for every alignment. */
class MaskTest {
    @Test
    void equalsTheDefinition() {
        Random random = new Random(1);
        int[] masks = {0, -1, 0x37FA213D, 0xFF000000, 1};
        for (int mask : masks) {
            for (int length = 0; length < 40; length++) {
                for (int position = 0; position < 9; position++) {
                    byte[] bytes = new byte[length + 10];
                    random.nextBytes(bytes);
                    byte[] expected = bytes.clone();
                    for (int i = 0; i < length; i++) {
                        expected[5 + i] ^= (byte) (mask >>> 24 - 8 * ((position + i) % 4));
                    }
                    boolean ascii = Mask.apply(bytes, 5, length, mask, position);
                    assertThat(bytes).isEqualTo(expected);
                    assertThat(ascii).isEqualTo(isAscii(bytes, 5, length));
                    Mask.apply(bytes, 5, length, mask, position);
                    for (int i = 5; i < 5 + length; i++) {
                        bytes[i] &= 0x7f;
                    }
                    Mask.apply(bytes, 5, length, mask, position);
                    assertThat(Mask.apply(bytes, 5, length, mask, position)).isTrue();
                }
            }
        }
    }

    private static boolean isAscii(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
