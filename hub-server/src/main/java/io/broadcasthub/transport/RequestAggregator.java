package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Collects a request's body, within a size and a time. */
@OnLoop
final class RequestAggregator extends HttpObjectAggregator {
    private final Session session;

    RequestAggregator(Session session, int maxBody) {
        super(maxBody, true);
        this.session = session;
    }

    @Override
    protected FullHttpMessage beginAggregation(HttpMessage start, ByteBuf content) throws Exception {
        session.requests().began();
        return super.beginAggregation(start, content);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        HubException why =
                new HubException(ErrorCode.TOO_LARGE, "the body must have at most " + maxContentLength() + " bytes");
        session.closeAfter(ctx.writeAndFlush(ResponseWriter.encode(ctx.alloc(), Response.of(why), null, false, false)));
    }
}
