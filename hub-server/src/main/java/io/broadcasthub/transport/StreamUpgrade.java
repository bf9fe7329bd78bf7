package io.broadcasthub.transport;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;

/** A connection on its way from HTTP to a stream. */
@OnLoop
public final class StreamUpgrade {
    private static final String STREAM = "stream";

    private final RequestHandler handler;

    StreamUpgrade(RequestHandler handler) {
        this.handler = handler;
    }

    /**
     * Writes the answer's head and replaces the HTTP handlers by the stream's only one, which gets whatever bytes arrived
     * behind the request.
     *
     * @param head the complete head; ownership passes
     * @param opening writes what comes first, before any of those bytes is looked at
     */
    public void complete(ByteBuf head, ChannelHandler stream, Runnable opening) {
        ChannelPipeline pipeline = handler.session().channel().pipeline();
        pipeline.addLast(STREAM, stream);
        pipeline.firstContext().write(head, pipeline.voidPromise());
        HttpHandlers.removeEncoder(pipeline);
        opening.run();
        HttpHandlers.remove(pipeline);
    }
}
