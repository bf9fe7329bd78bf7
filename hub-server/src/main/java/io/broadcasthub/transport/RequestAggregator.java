package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
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

/** Collects the bodies of requests, within a size and a time. Stands before the handler once one of them has a body. */
@OnLoop
final class RequestAggregator extends HttpObjectAggregator {
    private final RequestHandler handler;

    RequestAggregator(RequestHandler handler, int maxBody) {
        super(maxBody, true);
        this.handler = handler;
    }

    @Override
    protected FullHttpMessage beginAggregation(HttpMessage start, ByteBuf content) throws Exception {
        handler.began();
        return super.beginAggregation(start, content);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        handler.session().closeAfterReading(ctx.writeAndFlush(tooLarge(ctx.alloc())));
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
