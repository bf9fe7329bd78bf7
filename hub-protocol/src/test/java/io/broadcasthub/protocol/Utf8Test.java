package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JDK's decoder, which reports malformed input, is the judge. */
class Utf8Test {
    private final CharsetDecoder decoder = UTF_8.newDecoder();

    @Test
    void agreesOnThreeBytesWithEveryEdgeOfTheLast() {
        byte[] bytes = new byte[3];
        for (int i = 0x800000; i < 0x1000000; i++) {
            if ((i & 0x3f) > 1 && (i & 0x3f) < 0x3f) {
                continue;
            }
            bytes[0] = (byte) (i >> 16);
            bytes[1] = (byte) (i >> 8);
            bytes[2] = (byte) i;
            if (Utf8.isValid(bytes, 0, 3) != judge(bytes, 0, 3)) {
                throw new AssertionError(Integer.toHexString(i));
            }
        }
    }

    @Test
    void agreesOnTheEdgesOfFourBytes() {
        byte[] edges = {0, 0x7f, (byte) 0x80, (byte) 0x8f, (byte) 0x90, (byte) 0xbf, (byte) 0xc0, (byte) 0xff};
        for (int first = 0xee; first <= 0xff; first++) {
            for (int i = 0; i < 8 * 8 * 8; i++) {
                byte[] bytes = {(byte) first, edges[i >> 6], edges[i >> 3 & 7], edges[i & 7]};
                assertThat(Utf8.isValid(bytes, 0, 4)).isEqualTo(judge(bytes, 0, 4));
            }
        }
    }

    @Test
    void agreesOnTextWithOneByteChangedAtAnyAlignment() {
        Seeds.each(20_000, random -> {
            byte[] bytes = text(random).getBytes(UTF_8);
            if (random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int from = random.nextInt(bytes.length);
            int length = random.nextInt(bytes.length - from + 1);
            assertThat(Utf8.isValid(bytes, from, length)).isEqualTo(judge(bytes, from, length));
        });
    }

    @Test
    void knowsWhatItCanEncode() {
        assertThat(Utf8.canEncode("aé€🙂")).isTrue();
        assertThat(Utf8.canEncode("")).isTrue();
        assertThat(Utf8.canEncode("\ud83d")).isFalse();
        assertThat(Utf8.canEncode("\ude42\ud83d")).isFalse();
        assertThat(Utf8.canEncode("\ud83d\ud83d\ude42")).isFalse();
    }

    private static String text(Random random) {
        return "x".repeat(random.nextInt(20)) + RandomJson.text(random) + "y".repeat(random.nextInt(20));
    }

    private boolean judge(byte[] bytes, int offset, int length) {
        try {
            decoder.decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
