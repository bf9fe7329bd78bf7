package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Collects a request's body, within a size and a time. */
@OnLoop
final class RequestAggregator extends HttpObjectAggregator {
    private final Session session;
    /** Has no body, and only waits for the end that the decoder tells of next. */
    private @Nullable HttpRequest bodiless;

    RequestAggregator(Session session, int maxBody) {
        super(maxBody, true);
        this.session = session;
    }

    /** There is nothing to collect of a request without a body, but what would collect it costs as much as with one. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        HttpRequest request = bodiless;
        bodiless = null;
        if (request == null && message instanceof HttpRequest begun && isBodiless(begun)) {
            bodiless = begun;
            began();
        } else if (request != null && message == LastHttpContent.EMPTY_LAST_CONTENT) {
            ctx.fireChannelRead(whole(request));
        } else {
            if (request != null) {
                super.channelRead(ctx, request);
            }
            super.channelRead(ctx, message);
        }
    }

    private static boolean isBodiless(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.decoderResult().isSuccess()
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.EXPECT);
    }

    private static FullHttpRequest whole(HttpRequest request) {
        return new DefaultFullHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    @Override
    protected FullHttpMessage beginAggregation(HttpMessage start, ByteBuf content) throws Exception {
        began();
        return super.beginAggregation(start, content);
    }

    private void began() {
        if (session.state() == Session.State.REQUEST) {
            // One that ends has its time already, whatever it still sends.
            session.requests().began();
        }
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
