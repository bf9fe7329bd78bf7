package io.broadcasthub.transport;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;

/** The handlers of a connection as long as it speaks HTTP/1.1. Strict where request smuggling would begin. */
final class HttpHandlers {
    private static final int MAX_CHUNK = 64 * 1024;

    private HttpHandlers() {}

    /** How requests are read; the same for all connections of a listener. */
    static HttpDecoderConfig decoding(RequestLimits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(RequestLimits.LINE)
                .setMaxHeaderSize(limits.headers())
                .setMaxChunkSize(MAX_CHUNK)
                .setChunkedSupported(true)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setInitialBufferSize(256);
    }

    static void add(
            ChannelPipeline pipeline, RequestHandler handler, HttpDecoderConfig decoding, RequestLimits limits) {
        pipeline.addLast(new HttpServerCodec(decoding));
        pipeline.addLast(new RequestAggregator(handler.session(), limits.body()));
        pipeline.addLast(handler);
    }

    /** From now on what is written goes out as it is. */
    static void removeEncoder(ChannelPipeline pipeline) {
        pipeline.get(HttpServerCodec.class).removeOutboundHandler();
    }

    /** Takes them out, the codec last, since it hands on what it has not read yet. */
    static void remove(ChannelPipeline pipeline) {
        pipeline.remove(RequestHandler.class);
        pipeline.remove(RequestAggregator.class);
        pipeline.remove(HttpServerCodec.class);
    }
}
