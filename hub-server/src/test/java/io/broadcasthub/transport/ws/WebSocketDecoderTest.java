package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.DecoderHarness.events;
import static io.broadcasthub.transport.ws.Frames.BINARY;
import static io.broadcasthub.transport.ws.Frames.CLOSE;
import static io.broadcasthub.transport.ws.Frames.FIN;
import static io.broadcasthub.transport.ws.Frames.PING;
import static io.broadcasthub.transport.ws.Frames.PONG;
import static io.broadcasthub.transport.ws.Frames.RSV1;
import static io.broadcasthub.transport.ws.Frames.TEXT;
import static io.broadcasthub.transport.ws.Frames.bytes;
import static io.broadcasthub.transport.ws.Frames.close;
import static io.broadcasthub.transport.ws.Frames.frame;
import static io.broadcasthub.transport.ws.Frames.hex;
import static io.broadcasthub.transport.ws.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single frames lead to: the rules of RFC 6455 section 5, with the exact close codes. */
class WebSocketDecoderTest {
    private static final byte[] NONE = {};

    @Test
    void readsTheMaskedExampleOfTheRfc() {
        assertThat(events(false, Unpooled.wrappedBuffer(hex("81 85 37fa213d 7f9f4d5158"))))
                .containsExactly("text Hello");
    }

    @Test
    void readsTheFragmentedExampleOfTheRfcMasked() {
        assertThat(events(false, frame(TEXT, bytes("Hel")), frame(FIN, bytes("lo"))))
                .containsExactly("text Hello");
    }

    @Test
    void readsThePingExampleOfTheRfcMasked() {
        assertThat(events(false, frame(FIN | PING, bytes("Hello")), frame(FIN | PONG, bytes("Hello"))))
                .containsExactly("ping Hello", "pong");
    }

    @Test
    void readsSeveralFramesOfOneReadInOrder() {
        assertThat(events(false, text("a"), frame(FIN | PING, NONE), text(""), text("b"), close(1000, "bye")))
                .containsExactly("text a", "ping ", "text ", "text b", "close 1000 bye");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 255, 256, 999, 1000, 65535, 65536, 70000})
    void readsEveryFormOfLength(int length) {
        WebSocketLimits limits = new WebSocketLimits(70000, 8);
        try (DecoderHarness harness = new DecoderHarness(new RecordingListener(), limits, false)) {
            harness.feed(text("x".repeat(length)));
            assertThat(harness.listener.events).containsExactly("text " + "x".repeat(length));
        }
    }

    @Test
    void controlFramesMayComeBetweenFragments() {
        assertThat(events(
                        false,
                        frame(TEXT, bytes("a")),
                        frame(FIN | PING, bytes("p")),
                        frame(0, bytes("b")),
                        frame(FIN | PONG, NONE),
                        frame(FIN, bytes("c")),
                        text("d")))
                .containsExactly("ping p", "pong", "text abc", "text d");
    }

    @Test
    void closeMayComeBetweenFragments() {
        assertThat(events(false, frame(TEXT, bytes("a")), close(1001, ""), frame(FIN, bytes("c"))))
                .containsExactly("close 1001 ");
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of("RSV1 not negotiated", 1002, frame(FIN | RSV1 | TEXT, bytes("a"))),
                Arguments.of("RSV2", 1002, frame(FIN | 0x20 | TEXT, bytes("a"))),
                Arguments.of("RSV3", 1002, frame(FIN | 0x10 | TEXT, bytes("a"))),
                Arguments.of("RSV on ping", 1002, frame(FIN | 0x10 | PING, bytes("a"))),
                Arguments.of("opcode 3", 1002, frame(FIN | 3, NONE)),
                Arguments.of("opcode 7", 1002, frame(FIN | 7, NONE)),
                Arguments.of("opcode 11", 1002, frame(FIN | 11, NONE)),
                Arguments.of("opcode 15", 1002, frame(FIN | 15, NONE)),
                Arguments.of("unmasked", 1002, Unpooled.wrappedBuffer(hex("81 05 48656c6c6f"))),
                Arguments.of("unmasked ping", 1002, Unpooled.wrappedBuffer(hex("89 00"))),
                Arguments.of("fragmented ping", 1002, frame(PING, bytes("a"))),
                Arguments.of("fragmented close", 1002, frame(CLOSE, NONE)),
                Arguments.of("long ping", 1002, frame(FIN | PING, new byte[126])),
                Arguments.of("long close", 1002, frame(FIN | CLOSE, new byte[126])),
                Arguments.of("16 bits for 125", 1002, frame(FIN | TEXT, 2, 125, NONE)),
                Arguments.of("64 bits for 65535", 1002, frame(FIN | TEXT, 8, 65535, NONE)),
                Arguments.of("64 bits for 0", 1002, frame(FIN | TEXT, 8, 0, NONE)),
                Arguments.of("top bit of length", 1002, frame(FIN | TEXT, 8, Long.MIN_VALUE, NONE)),
                Arguments.of("length -1", 1002, frame(FIN | TEXT, 8, -1, NONE)),
                Arguments.of("nothing to continue", 1002, frame(FIN, bytes("a"))),
                Arguments.of("over the limit", 1009, frame(FIN | TEXT, 2, 1001, NONE)),
                Arguments.of("length 2^62", 1009, frame(FIN | TEXT, 8, 1L << 62, NONE)),
                Arguments.of("length 2^63-1", 1009, frame(FIN | TEXT, 8, Long.MAX_VALUE, NONE)),
                Arguments.of("binary", 1003, frame(FIN | BINARY, bytes("a"))),
                Arguments.of("binary fragment", 1003, frame(BINARY, bytes("a"))),
                Arguments.of("half a close code", 1002, frame(FIN | CLOSE, new byte[] {3})),
                Arguments.of("close reason not UTF-8", 1007, frame(FIN | CLOSE, hex("03e8 c328"))),
                Arguments.of("close reason cut", 1007, frame(FIN | CLOSE, hex("03e8 e282"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("violations")
    void refusesWithTheRightCode(String name, int code, ByteBuf frame) {
        byte[] bytes = Frames.array(Frames.join(text("before"), frame, text("after")));
        try (DecoderHarness whole = new DecoderHarness(false);
                DecoderHarness single = new DecoderHarness(false)) {
            assertThat(whole.feed(bytes).listener.events).containsExactly("text before", "error " + code);
            assertThat(single.feedByteByByte(bytes).listener.events).containsExactly("text before", "error " + code);
        }
    }

    @Test
    void refusesANewMessageInsideAMessage() {
        assertThat(events(false, frame(TEXT, bytes("a")), text("b"))).containsExactly("error 1002");
        assertThat(events(false, frame(TEXT, bytes("a")), frame(FIN | BINARY, NONE)))
                .containsExactly("error 1002");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void refusesCloseCodesThatMustNotBeSent(int code) {
        assertThat(events(false, close(code, ""))).containsExactly("error 1002");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void takesCloseCodesThatMayBeSent(int code) {
        assertThat(events(false, close(code, "grüße"), text("after"))).containsExactly("close " + code + " grüße");
    }

    @Test
    void reportsACloseWithoutCodeAs1005() {
        assertThat(events(false, frame(FIN | CLOSE, NONE))).containsExactly("close 1005 ");
    }

    @Test
    void takesTheLongestCloseReason() {
        assertThat(events(false, close(1000, "r".repeat(123)))).containsExactly("close 1000 " + "r".repeat(123));
    }
}
