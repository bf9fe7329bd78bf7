package io.broadcasthub.transport.stream;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** The only handler of a stream: what the client still sends is not for us, but shows that it lives. */
@OnLoop
final class StreamHandler extends ChannelInboundHandlerAdapter {
    private final Session session;

    StreamHandler(Session session) {
        this.session = session;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        session.heard();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            session.writable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.failed(cause);
    }
}
