package io.broadcasthub.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import org.jspecify.annotations.Nullable;

/** The handlers of a connection as long as it speaks HTTP/1.1. Strict where request smuggling would begin. */
final class HttpHandlers {
    private static final int MAX_CHUNK = 64 * 1024;
    // Names of our own: Netty's are made for each connection.
    private static final String CODEC = "http";
    private static final String AGGREGATOR = "whole requests";
    private static final String REQUESTS = "requests";

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

    static void add(ChannelPipeline pipeline, RequestHandler handler, HttpDecoderConfig decoding) {
        pipeline.addLast(CODEC, new HttpServerCodec(decoding));
        pipeline.addLast(REQUESTS, handler);
    }

    /**
     * Requests come to the handler whole from now on, beginning with this one.
     *
     * @param begun its head, if that has been read
     * @param next what comes next of it
     */
    static void aggregate(
            ChannelHandlerContext handler, RequestAggregator aggregator, @Nullable HttpRequest begun, Object next)
            throws Exception {
        ChannelPipeline pipeline = handler.pipeline();
        pipeline.addBefore(REQUESTS, AGGREGATOR, aggregator);
        ChannelHandlerContext before = pipeline.context(aggregator);
        if (begun != null) {
            aggregator.channelRead(before, begun);
        }
        aggregator.channelRead(before, next);
    }

    /** From now on what is written goes out as it is. */
    static void removeEncoder(ChannelPipeline pipeline) {
        pipeline.get(HttpServerCodec.class).removeOutboundHandler();
    }

    /** Takes them out, the codec last, since it hands on what it has not read yet. */
    static void remove(ChannelPipeline pipeline) {
        pipeline.remove(REQUESTS);
        if (pipeline.context(AGGREGATOR) != null) {
            pipeline.remove(AGGREGATOR);
        }
        pipeline.remove(CODEC);
    }
}
