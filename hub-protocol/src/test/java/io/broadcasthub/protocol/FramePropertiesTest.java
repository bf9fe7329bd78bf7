package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for all frames, payloads and bytes. */
class FramePropertiesTest {
    private static final byte[] TELLING = "{}[]\",:\\u0123nt-.e \n\t\u0000*$".getBytes(UTF_8);

    private final FrameCodec codec = new JsonFrameCodec();

    @Test
    void clientFramesSurviveTheWire() {
        Seeds.each(3000, random -> {
            ClientFrame frame = new RandomFrames(random).client();
            byte[] text = codec.write(frame);
            assertThat(codec.readClientFrame(text, 0, text.length))
                    .as(new String(text, UTF_8))
                    .isEqualTo(frame);
        });
    }

    @Test
    void serverFramesSurviveTheWire() {
        Seeds.each(5000, random -> {
            ServerFrame frame = new RandomFrames(random).server();
            byte[] text = codec.write(frame);
            assertThat(codec.readServerFrame(text, 0, text.length))
                    .as(new String(text, UTF_8))
                    .isEqualTo(frame);
        });
    }

    @Test
    void payloadsStayByteForByteWhereverTheyStand() {
        Seeds.each(5000, random -> {
            String data = RandomJson.value(random);
            String rest = "\"topic\":\"a.b\",\"type\":\"publish\"";
            String spaces = " ".repeat(random.nextInt(3));
            String field = "\"data\":" + spaces + data + spaces;
            byte[] text =
                    ("{" + (random.nextBoolean() ? field + "," + rest : rest + "," + field) + "}").getBytes(UTF_8);
            int before = random.nextInt(5);
            byte[] buffer = new byte[before + text.length + random.nextInt(5)];
            random.nextBytes(buffer);
            System.arraycopy(text, 0, buffer, before, text.length);

            ClientFrame frame = codec.readClientFrame(buffer, before, text.length);

            assertThat(((ClientFrame.Publish) frame).data()).hasToString(data);
        });
    }

    @Test
    void everyTruncationIsRefused() {
        Seeds.each(200, random -> {
            byte[] text = codec.write(new RandomFrames(random).client());
            for (int length = 0; length < text.length; length++) {
                assertThat(Refusal.ofClientFrame(Arrays.copyOf(text, length)).code())
                        .isEqualTo(ErrorCode.BAD_REQUEST);
            }
        });
    }

    @Test
    void anyBytesAreAFrameOrAFrameException() {
        Seeds.each(20_000, random -> {
            RandomFrames frames = new RandomFrames(random);
            byte[] text = random.nextBoolean() ? codec.write(frames.client()) : codec.write(frames.server());
            Tolerance.check(mutate(random, text));
        });
    }

    @Test
    void anyShortBytesAreAFrameOrAFrameException() {
        for (int i = 0; i < 1 << 16; i++) {
            Tolerance.check(new byte[] {(byte) (i >> 8), (byte) i});
        }
    }

    private static byte[] mutate(Random random, byte[] text) {
        byte[] bytes = text.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> System.arraycopy(bytes.clone(), 0, bytes, at, bytes.length - at);
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return bytes;
    }
}
