package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.Frames.bytes;
import static io.broadcasthub.transport.ws.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our frames read by Netty's client decoder, and Netty's client frames read by ours. */
class WebSocketFramesTest {
    private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65535, 65536, 200_000})
    void textIsReadByAnotherImplementation(int length) {
        byte[] text = bytes("?" + "x".repeat(length) + "?");
        ByteBuf frame = WebSocketFrames.text(ALLOCATOR, text, 1, length);
        assertThat(frame.isDirect()).isTrue();
        assertThat(frame.readableBytes()).isEqualTo(WebSocketFrames.textHeaderSize(length) + length);
        assertThat(frame.capacity()).isEqualTo(frame.readableBytes());
        TextWebSocketFrame read = (TextWebSocketFrame) decode(frame);
        assertThat(read.text()).isEqualTo("x".repeat(length));
        assertThat(read.isFinalFragment()).isTrue();
        assertThat(read.rsv()).isZero();
        read.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65535, 65536, Integer.MAX_VALUE})
    void headerSizesAreWhatIsWritten(int length) {
        ByteBuf header = Unpooled.buffer();
        WebSocketFrames.writeTextHeader(header, length);
        assertThat(header.readableBytes()).isEqualTo(WebSocketFrames.textHeaderSize(length));
        assertThat(header.readableBytes()).isLessThanOrEqualTo(WebSocketFrames.MAX_HEADER_SIZE);
    }

    @Test
    void writesTheUnmaskedExamplesOfTheRfc() {
        assertThat(Frames.array(WebSocketFrames.text(ALLOCATOR, bytes("Hello"), 0, 5)))
                .isEqualTo(hex("81 05 48656c6c6f"));
        assertThat(Frames.array(WebSocketFrames.pong(ALLOCATOR, Unpooled.wrappedBuffer(bytes("Hello")))))
                .isEqualTo(hex("8a 05 48656c6c6f"));
        ByteBuf header = Unpooled.buffer();
        WebSocketFrames.writeTextHeader(header, 256);
        assertThat(Frames.array(header)).isEqualTo(hex("81 7e 0100"));
        ByteBuf longHeader = Unpooled.buffer();
        WebSocketFrames.writeTextHeader(longHeader, 65536);
        assertThat(Frames.array(longHeader)).isEqualTo(hex("81 7f 0000000000010000"));
    }

    @Test
    void pingsShareMemoryAndOutliveTheirRelease() {
        for (int i = 0; i < 3; i++) {
            WebSocketFrame ping = decode(WebSocketFrames.ping());
            assertThat(ping).isInstanceOf(PingWebSocketFrame.class);
            assertThat(ping.content().isReadable()).isFalse();
            ping.release();
        }
    }

    @Test
    void pongKeepsThePingsPayloadAndLeavesItAlone() {
        ByteBuf payload = Unpooled.wrappedBuffer(bytes("p".repeat(125)));
        WebSocketFrame pong = decode(WebSocketFrames.pong(ALLOCATOR, payload));
        assertThat(pong).isInstanceOf(PongWebSocketFrame.class);
        assertThat(pong.content()).isEqualTo(payload);
        assertThat(payload.refCnt()).isOne();
        pong.release();
        assertThatThrownBy(() -> WebSocketFrames.pong(ALLOCATOR, Unpooled.wrappedBuffer(new byte[126])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyCloseCodeOfTheHubCanBeSent() {
        for (CloseCode code : CloseCode.values()) {
            CloseWebSocketFrame close = (CloseWebSocketFrame) decode(WebSocketFrames.close(ALLOCATOR, code, "why"));
            assertThat(close.statusCode()).isEqualTo(code.code());
            assertThat(close.reasonText()).isEqualTo("why");
            close.release();
        }
    }

    @Test
    void close1005HasNoBody() {
        assertThat(Frames.array(WebSocketFrames.close(ALLOCATOR, 1005, "ignored")))
                .isEqualTo(hex("88 00"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1006, 1015, 2999, 5000})
    void refusesToSendCloseCodesThatMustNotBeSent(int code) {
        assertThatThrownBy(() -> WebSocketFrames.close(ALLOCATOR, code, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "é", "€", "𐍈"})
    void cutsReasonsBetweenCharacters(String character) {
        for (int before = 0; before < 5; before++) {
            String reason = "-".repeat(before) + character.repeat(130);
            CloseWebSocketFrame close = (CloseWebSocketFrame) decode(WebSocketFrames.close(ALLOCATOR, 1000, reason));
            int size = bytes(character).length;
            int kept = (123 - before) / size;
            assertThat(close.reasonText()).isEqualTo("-".repeat(before) + character.repeat(kept));
            close.release();
        }
    }

    @Test
    void readsWhatAnotherImplementationMasks() {
        EmbeddedChannel encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
        try (DecoderHarness harness =
                new DecoderHarness(new RecordingListener(), new WebSocketLimits(100_000, 8), false)) {
            List<WebSocketFrame> frames = List.of(
                    new TextWebSocketFrame("grüße"),
                    new TextWebSocketFrame("y".repeat(70_000)),
                    new PingWebSocketFrame(Unpooled.wrappedBuffer(bytes("p"))),
                    new PongWebSocketFrame(),
                    new CloseWebSocketFrame(3001, "ade"));
            for (WebSocketFrame frame : frames) {
                encoder.writeOutbound(frame);
                for (ByteBuf out = encoder.readOutbound(); out != null; out = encoder.readOutbound()) {
                    harness.feed(out);
                }
            }
            assertThat(harness.listener.events)
                    .containsExactly("text grüße", "text " + "y".repeat(70_000), "ping p", "pong", "close 3001 ade");
        }
        encoder.finishAndReleaseAll();
    }

    /** Read by Netty as a client would; the frame is the caller's to release. */
    private static WebSocketFrame decode(ByteBuf frame) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(1 << 20)
                .build();
        EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameDecoder(config));
        channel.writeInbound(frame);
        WebSocketFrame read = channel.readInbound();
        assertThat(channel.inboundMessages()).isEmpty();
        channel.finishAndReleaseAll();
        return read;
    }
}
