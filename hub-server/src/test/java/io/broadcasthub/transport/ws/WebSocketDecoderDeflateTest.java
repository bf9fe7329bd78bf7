package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.DecoderHarness.events;
import static io.broadcasthub.transport.ws.Frames.BINARY;
import static io.broadcasthub.transport.ws.Frames.FIN;
import static io.broadcasthub.transport.ws.Frames.PING;
import static io.broadcasthub.transport.ws.Frames.RSV1;
import static io.broadcasthub.transport.ws.Frames.TEXT;
import static io.broadcasthub.transport.ws.Frames.bytes;
import static io.broadcasthub.transport.ws.Frames.frame;
import static io.broadcasthub.transport.ws.Frames.hex;
import static io.broadcasthub.transport.ws.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Allocated;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed messages: the examples of RFC 7692 section 7.2.3, its rules, and what must not be believed. */
class WebSocketDecoderDeflateTest {
    @ParameterizedTest
    @CsvSource({
        "7.2.3.1 one block,             f248cdc9c90700",
        "7.2.3.2 as in a shared window, f248cdc9c90700",
        "7.2.3.3 no compression,        000500faff48656c6c6f00",
        "7.2.3.4 BFINAL set,            f348cdc9c9070000",
        "7.2.3.5 two blocks,            f248050000 00ffff cac9c90700"
    })
    void readsTheExamplesOfTheRfc(String name, String payload) {
        assertThat(events(true, frame(FIN | RSV1 | TEXT, hex(payload)), text("plain")))
                .containsExactly("text Hello", "text plain");
    }

    @Test
    void readsTheFragmentedExampleOfTheRfc() {
        assertThat(events(
                        true,
                        frame(RSV1 | TEXT, hex("f248cd")),
                        frame(FIN | PING, new byte[0]),
                        frame(FIN, hex("c9c90700"))))
                .containsExactly("ping ", "text Hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "", "0300", "0200"})
    void readsEmptyMessages(String payload) {
        assertThat(events(true, frame(FIN | RSV1 | TEXT, hex(payload)))).containsExactly("text ");
    }

    @Test
    void readsOnAfterAnEarlyEnd() {
        assertThat(events(true, frame(FIN | RSV1 | TEXT, hex("f348cdc9c90700 f248cdc9c90700"))))
                .containsExactly("text HelloHello");
    }

    @Test
    void doesNotTakeOverContext() {
        // The second message of section 7.2.3.2 refers back into the first, which was not agreed to.
        assertThat(events(
                        true,
                        frame(FIN | RSV1 | TEXT, hex("f248cdc9c90700")),
                        frame(FIN | RSV1 | TEXT, hex("f200110000"))))
                .containsExactly("text Hello", "error 1007");
    }

    @Test
    void takesOverContextOfAClientThatKeepsIt() {
        try (DecoderHarness harness =
                        new DecoderHarness(new RecordingListener(), DecoderHarness.LIMITS, Compression.CLIENT_CONTEXT);
                DecoderHarness other = new DecoderHarness(
                        new RecordingListener(), DecoderHarness.LIMITS, Compression.CLIENT_CONTEXT)) {
            harness.feed(frame(FIN | RSV1 | TEXT, hex("f248cdc9c90700")));
            other.feed(frame(FIN | RSV1 | TEXT, Deflated.of(bytes("World"))));
            harness.feed(text("plain"), frame(FIN | RSV1 | TEXT, hex("f200110000")));
            assertThat(harness.listener.events).containsExactly("text Hello", "text plain", "text Hello");
            assertThat(other.listener.events).containsExactly("text World");
        }
    }

    @Test
    void rsv1BelongsOnTheFirstFrameOfAMessageOnly() {
        assertThat(events(true, frame(RSV1 | TEXT, hex("f248")), frame(FIN | RSV1, hex("cdc9c90700"))))
                .containsExactly("error 1002");
        assertThat(events(true, frame(FIN | RSV1 | PING, new byte[0]))).containsExactly("error 1002");
        assertThat(events(true, frame(FIN | RSV1 | BINARY, hex("00")))).containsExactly("error 1003");
    }

    @Test
    void limitsWhatComesOutAndNotOnlyWhatGoesIn() {
        byte[] fits = Deflated.of("x".repeat(1000).getBytes());
        byte[] bomb = Deflated.of(new byte[1001]);
        byte[] bigBomb = Deflated.of(new byte[600_000]);
        assertThat(bigBomb).hasSizeLessThan(1000);
        assertThat(events(true, frame(FIN | RSV1 | TEXT, fits))).containsExactly("text " + "x".repeat(1000));
        assertThat(events(true, frame(FIN | RSV1 | TEXT, bomb))).containsExactly("error 1009");
        assertThat(events(true, frame(FIN | RSV1 | TEXT, bigBomb), text("after")))
                .containsExactly("error 1009");
        assertThat(events(true, frame(RSV1 | TEXT, bigBomb), frame(FIN, new byte[0])))
                .containsExactly("error 1009");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_CONTEXT", "CLIENT_CONTEXT"})
    void aBombIsRefusedAtTheLimitAndNotOnceItIsInflated(Compression compression) {
        int inflated = 64 << 20;
        int limit = 1 << 20;
        byte[] bomb = Deflated.of(new byte[inflated]);
        assertThat(bomb).hasSizeLessThan(limit);
        try (DecoderHarness harness =
                new DecoderHarness(new RecordingListener(), new WebSocketLimits(limit, 8), compression)) {
            long before = Allocated.byThisThread();
            harness.feed(frame(FIN | RSV1 | TEXT, bomb));
            assertThat(harness.listener.events).containsExactly("error 1009");
            assertThat(Allocated.byThisThread() - before)
                    .as("allocated meanwhile, the copies of the buffer as it grows and those of the test included")
                    .isLessThan(inflated / 8);
        }
    }

    @Test
    void takesTheLargestMessageThatDoesNotCompress() {
        WebSocketLimits limits = new WebSocketLimits(64 * 1024, 8);
        byte[] random = new byte[64 * 1024];
        new Random(7).nextBytes(random);
        for (int i = 0; i < random.length; i++) {
            random[i] &= 0x7F;
        }
        byte[] stored = stored(random);
        assertThat(stored.length).isGreaterThan(random.length);
        try (DecoderHarness harness = new DecoderHarness(new RecordingListener(), limits, true)) {
            harness.feed(frame(FIN | RSV1 | TEXT, stored));
            assertThat(harness.listener.events).hasSize(1).allMatch(event -> event.length() == 5 + random.length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "07", "0605", "000500faee48656c6c6f00", "f248cdc9c9070006"})
    void refusesCorruptMessages(String payload) {
        assertThat(events(true, frame(FIN | RSV1 | TEXT, hex(payload)), text("after")))
                .containsExactly("error 1007");
    }

    @Test
    void refusesWhatIsNotUtf8OnceDecompressed() {
        assertThat(events(true, frame(FIN | RSV1 | TEXT, Deflated.of(hex("61c328")))))
                .containsExactly("error 1007");
    }

    @Test
    void aBadMessageLeavesNothingBehindForOtherConnections() {
        events(true, frame(FIN | RSV1 | TEXT, hex("f248cdff")));
        events(true, frame(FIN | RSV1 | TEXT, Deflated.of(new byte[600_000])));
        assertThat(events(true, frame(FIN | RSV1 | TEXT, Deflated.of(bytes("good")))))
                .containsExactly("text good");
    }

    /** The message in stored blocks: the longest honest encoding. */
    private static byte[] stored(byte[] message) {
        Deflater zlib = new Deflater(Deflater.NO_COMPRESSION, true);
        zlib.setInput(message);
        byte[] out = new byte[message.length + 1000];
        int size = zlib.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        zlib.end();
        return Arrays.copyOf(out, size - 4);
    }
}
