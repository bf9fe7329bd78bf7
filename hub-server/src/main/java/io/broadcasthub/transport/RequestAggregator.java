package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;

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
        if (session.state() == Session.State.REQUEST) {
            // One that ends has its time already, whatever it still sends.
            session.requests().began();
        }
        return super.beginAggregation(start, content);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        session.closeAfterReading(ctx.writeAndFlush(tooLarge(ctx.alloc())));
    }

    /** A client that asks before it sends is told with a body what it is told that does not ask. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
        Object response = super.newContinueResponse(start, maxContentLength, pipeline);
        if (response instanceof HttpResponse head
                && head.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)) {
            ReferenceCountUtil.release(response);
            return tooLarge(pipeline.channel().alloc());
        }
        return response;
    }

    private FullHttpResponse tooLarge(ByteBufAllocator alloc) {
        HubException why =
                new HubException(ErrorCode.TOO_LARGE, "the body must have at most " + maxContentLength() + " bytes");
        return ResponseWriter.encode(alloc, Response.of(why), null, false, false);
    }
}
