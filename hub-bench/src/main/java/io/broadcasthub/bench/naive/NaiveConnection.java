package io.broadcasthub.bench.naive;

import io.broadcasthub.protocol.ClientFrame;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.util.List;

/** Joins the rooms that the query names, and passes on what is published. */
final class NaiveConnection extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final Rooms rooms;

    NaiveConnection(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof HandshakeComplete handshake) {
            List<String> topics =
                    new QueryStringDecoder(handshake.requestUri()).parameters().getOrDefault("topic", List.of());
            topics.forEach(topic -> rooms.join(topic, ctx.channel()));
            ctx.writeAndFlush(new TextWebSocketFrame(NaiveFrames.WELCOME));
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        if (NaiveFrames.CODEC.readClientFrame(bytes, 0, bytes.length) instanceof ClientFrame.Publish publish) {
            rooms.broadcast(publish.topic().value(), NaiveFrames.message(publish));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
