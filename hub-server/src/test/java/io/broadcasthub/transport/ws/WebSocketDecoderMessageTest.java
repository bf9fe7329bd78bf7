package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.DecoderHarness.events;
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
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of several frames: their limits, their time, and UTF-8 across them. */
class WebSocketDecoderMessageTest {
    @Test
    void limitsTheMessageAndNotTheFrame() {
        byte[] half = new byte[500];
        assertThat(events(false, frame(TEXT, half), frame(FIN, half)))
                .hasSize(1)
                .allMatch(e -> e.startsWith("text"));
        assertThat(events(false, frame(TEXT, half), frame(FIN, 2, 501, new byte[0])))
                .containsExactly("error 1009");
    }

    @Test
    void limitsFragments() {
        ByteBuf[] fragments = new ByteBuf[8];
        Arrays.setAll(fragments, i -> frame(i == 0 ? TEXT : i == 7 ? FIN : 0, bytes("" + i)));
        assertThat(events(false, fragments)).containsExactly("text 01234567");

        ByteBuf[] more = new ByteBuf[9];
        Arrays.setAll(more, i -> frame(i == 0 ? TEXT : 0, new byte[0]));
        assertThat(events(false, more)).containsExactly("error 1009");
    }

    @Test
    void joinsEmptyFragments() {
        assertThat(events(false, frame(TEXT, new byte[0]), frame(0, new byte[0]), frame(FIN, new byte[0])))
                .containsExactly("text ");
    }

    @Test
    void aPromisedLengthAllocatesNothing() {
        WebSocketLimits limits = new WebSocketLimits(256 << 20, 8);
        try (DecoderHarness harness = new DecoderHarness(new RecordingListener(), limits, false)) {
            byte[] start = Frames.array(frame(FIN | TEXT, 8, 256 << 20, bytes("x")));
            long before = Allocated.byThisThread();
            harness.feed(start);
            assertThat(Allocated.byThisThread() - before).isLessThan(1 << 20);
            assertThat(harness.decoder.isIncomplete()).isTrue();
            assertThat(harness.listener.events).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"κόσμε", "€", "𐍈", "a€𐍈ü", "\u0000\uFFFF", "12345678é"})
    void readsCharactersCutByFragments(String text) {
        byte[] utf8 = bytes(text);
        for (int cut = 0; cut <= utf8.length; cut++) {
            assertThat(events(
                            false,
                            frame(TEXT, Arrays.copyOf(utf8, cut)),
                            frame(FIN | PING, new byte[0]),
                            frame(FIN, Arrays.copyOfRange(utf8, cut, utf8.length))))
                    .containsExactly("ping ", "text " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c3",
                "c328",
                "c0af",
                "e28220",
                "e08080",
                "eda080",
                "f08080af",
                "f4908080",
                "f5808080",
                "fe"
            })
    void refusesWhatIsNotUtf8(String hex) {
        byte[] bad = hex(hex);
        assertThat(events(false, frame(FIN | TEXT, bad))).containsExactly("error 1007");
        assertThat(events(false, frame(TEXT, bytes("ok")), frame(FIN, bad))).containsExactly("error 1007");
        assertThat(events(false, frame(TEXT, bad), frame(FIN, new byte[0]))).containsExactly("error 1007");
        byte[] compressed = Deflated.of(bad);
        assertThat(events(true, frame(FIN | RSV1 | TEXT, compressed))).containsExactly("error 1007");
        assertThat(events(true, frame(RSV1 | TEXT, compressed), frame(FIN, new byte[0])))
                .containsExactly("error 1007");
    }

    /** Read in two goes, whose border is at each place in turn, before and behind eight bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"12345678é9", "κόσμε κόσμε", "{\"€\":\"𐍈\"}", "1234567c328", "1234567é\u0000"})
    void readsCharactersCutByReads(String text) {
        for (String sent : List.of(text, "x".repeat(64) + text)) {
            byte[] good = bytes(sent);
            byte[] bad = good.clone();
            bad[bad.length - 2] = (byte) 0xc3;
            bad[bad.length - 1] = '(';
            assertReadInTwo(frame(FIN | TEXT, good), "text " + sent);
            assertReadInTwo(frame(FIN | TEXT, bad), "error 1007");
            byte[] half = Arrays.copyOf(good, good.length + 1);
            half[good.length] = (byte) 0xe2;
            assertReadInTwo(frame(FIN | TEXT, half), "error 1007");
        }
    }

    private static void assertReadInTwo(ByteBuf frame, String event) {
        byte[] stream = Frames.array(frame);
        for (int cut = 0; cut <= stream.length; cut++) {
            try (DecoderHarness harness = new DecoderHarness(false)) {
                harness.feed(Arrays.copyOf(stream, cut)).feed(Arrays.copyOfRange(stream, cut, stream.length));
                assertThat(harness.listener.events).as("cut at %d", cut).containsExactly(event);
            }
        }
    }

    @Test
    void refusesABadByteAsSoonAsItArrives() {
        try (DecoderHarness harness = new DecoderHarness(false)) {
            byte[] start = Frames.array(frame(FIN | TEXT, 0, 100, hex("61 ff")));
            harness.feed(start);
            assertThat(harness.listener.events).containsExactly("error 1007");
        }
    }

    @Test
    void tellsSinceWhenAMessageIsIncomplete() {
        try (DecoderHarness harness = new DecoderHarness(false)) {
            harness.channel.freezeTime();
            long start = now(harness);
            harness.feed(text("whole"));
            assertThat(harness.decoder.isIncomplete()).isFalse();

            harness.feed((byte) (FIN | TEXT));
            advance(harness, 3);
            harness.feed((byte) 0x81);
            assertThat(harness.decoder.isIncomplete()).isTrue();
            assertThat(harness.decoder.incompleteSinceNanos()).isEqualTo(start);

            harness.feed(new byte[] {0, 0, 0, 0, 'x', FIN - 256 + TEXT});
            assertThat(harness.listener.events).containsExactly("text whole", "text x");
            assertThat(harness.decoder.isIncomplete()).isTrue();
            assertThat(harness.decoder.incompleteSinceNanos())
                    .isEqualTo(start + Duration.ofSeconds(3).toNanos());

            harness.feed(new byte[] {(byte) 0x80, 0, 0, 0, 0});
            assertThat(harness.decoder.isIncomplete()).isFalse();
        }
    }

    @Test
    void pingsDoNotRenewTheTimeOfAMessage() {
        try (DecoderHarness harness = new DecoderHarness(false)) {
            harness.channel.freezeTime();
            long start = now(harness);
            harness.feed(frame(TEXT, bytes("a")));
            advance(harness, 2);
            harness.feed(frame(FIN | PING, bytes("p")), frame(0, bytes("b")));
            assertThat(harness.decoder.incompleteSinceNanos()).isEqualTo(start);
        }
    }

    private static long now(DecoderHarness harness) {
        return harness.channel.eventLoop().ticker().nanoTime();
    }

    private static void advance(DecoderHarness harness, long seconds) {
        harness.channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    }
}
