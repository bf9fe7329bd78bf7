package io.broadcasthub.transport.stream;

import io.broadcasthub.transport.CorsHeaders;
import io.broadcasthub.transport.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/** The head of a stream's answer: nobody on the way may store, change or hold it back. */
final class StreamHead {
    private StreamHead() {}

    static ByteBuf encode(ByteBufAllocator alloc, StreamRequest request, @Nullable String origin) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, request.syntax().contentType());
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-cache, no-transform");
        headers.set("X-Accel-Buffering", "no");
        headers.set("X-Content-Type-Options", "nosniff");
        if (request.framing() == Framing.CHUNKED) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        CorsHeaders.add(headers, origin);
        return ResponseHead.encode(alloc, HttpResponseStatus.OK, headers);
    }
}
