package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The change from HTTP to frames within one pipeline, with frames already in the read that brought the request. */
class WebSocketUpgradeTest {
    private static final String REQUEST = """
            GET /ws HTTP/1.1
            Host: hub.example
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");

    private final RecordingListener listener = new RecordingListener();

    private final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            WebSocketHandshake.Accepted accepted = WebSocketHandshake.accept(request, true);
            ByteBuf answer = Unpooled.copiedBuffer(WebSocketHandshake.answer(accepted), StandardCharsets.US_ASCII);
            ctx.pipeline().firstContext().writeAndFlush(answer);
            ctx.pipeline()
                    .addLast(new ListenedDecoder(
                            listener, new FrameRules(DecoderHarness.LIMITS, accepted.compression())))
                    .remove(this);
            ctx.pipeline().remove(HttpObjectAggregator.class);
            ctx.pipeline().remove(HttpServerCodec.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void framesBehindTheRequestAreRead(int piece) {
        EmbeddedChannel channel =
                new EmbeddedChannel(new HttpServerCodec(), new HttpObjectAggregator(1), new Upgrade());
        byte[] wire = Frames.array(Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(REQUEST, StandardCharsets.US_ASCII), text("first"), text("second")));
        for (int at = 0; at < wire.length; at += piece) {
            channel.writeInbound(Unpooled.copiedBuffer(wire, at, Math.min(piece, wire.length - at)));
        }
        assertThat(listener.events).containsExactly("text first", "text second");
        assertThat(channel.pipeline().names()).hasSize(2);
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .doesNotContain("content-length");
        answer.release();
        channel.finishAndReleaseAll();
    }
}
