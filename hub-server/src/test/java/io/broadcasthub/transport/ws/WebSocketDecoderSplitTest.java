package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.Frames.FIN;
import static io.broadcasthub.transport.ws.Frames.PING;
import static io.broadcasthub.transport.ws.Frames.PONG;
import static io.broadcasthub.transport.ws.Frames.TEXT;
import static io.broadcasthub.transport.ws.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a stream of bytes is cut by the network, and whatever stands in it, the events are the same. */
class WebSocketDecoderSplitTest {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz{}:, äöß€𐍈";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void cutsDoNotMatter(long seed) {
        Random random = new Random(seed);
        byte[] stream = stream(random);
        assertThat(DecoderTolerance.check(stream, Compression.NO_CONTEXT, random))
                .hasSizeGreaterThan(20)
                .noneMatch(event -> event.startsWith("error"));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void mutationsNeitherThrowNorLeakAndCutsDoNotMatter(long seed) {
        Random random = new Random(seed);
        int errors = 0;
        for (int round = 0; round < 10; round++) {
            byte[] stream = stream(random);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
            }
            Compression compression = Compression.values()[random.nextInt(Compression.values().length)];
            List<String> expected = DecoderTolerance.check(stream, compression, random);
            errors += expected.get(expected.size() - 1).startsWith("error") ? 1 : 0;
        }
        assertThat(errors).isGreaterThan(3);
    }

    /** Whole, fragmented and compressed messages with control frames in between. */
    private static byte[] stream(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            byte[] text = Frames.bytes(word(random));
            boolean compressed = random.nextInt(3) == 0;
            byte[] payload = compressed ? Deflated.of(text) : text;
            int first = TEXT | (compressed ? Frames.RSV1 : 0);
            int at = 0;
            for (int parts = random.nextInt(4); parts > 0; parts--) {
                int next = at + random.nextInt(payload.length - at + 1);
                add(out, frame(first, Arrays.copyOfRange(payload, at, next)));
                add(
                        out,
                        frame(
                                FIN | (random.nextBoolean() ? PING : PONG),
                                new byte[random.nextInt(8) == 0 ? random.nextInt(126) : random.nextInt(9)]));
                first = 0;
                at = next;
            }
            add(out, frame(FIN | first, Arrays.copyOfRange(payload, at, payload.length)));
        }
        return out.toByteArray();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int[] letters = ALPHABET.codePoints().toArray();
        int length = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(20);
        for (int i = 0; i < length; i++) {
            word.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return word.toString();
    }

    private static void add(ByteArrayOutputStream out, ByteBuf frame) {
        out.writeBytes(Frames.array(frame));
    }
}
