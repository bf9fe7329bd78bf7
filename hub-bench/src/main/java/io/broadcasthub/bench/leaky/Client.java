package io.broadcasthub.bench.leaky;

import io.broadcasthub.bench.naive.NaiveFrames;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.util.List;

/** One connection to a broadcaster over WebSocket: subscribed to the topic that its address names. */
abstract class Client extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** A client is there. */
    abstract void joined(ChannelHandlerContext ctx, String topic);

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof HandshakeComplete handshake) {
            List<String> topics =
                    new QueryStringDecoder(handshake.requestUri()).parameters().getOrDefault("topic", List.of());
            ctx.writeAndFlush(new TextWebSocketFrame(NaiveFrames.WELCOME));
            topics.forEach(topic -> joined(ctx, topic));
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {}

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
