package io.broadcasthub.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Puts on an answer what every answer has. */
final class ResponseWriter {
    private ResponseWriter() {}

    static FullHttpResponse encode(
            ByteBufAllocator alloc, Response response, @Nullable String origin, boolean keepAlive, boolean headOnly) {
        ByteBuf body = alloc.buffer(headOnly ? 0 : response.body().length);
        if (!headOnly) {
            body.writeBytes(response.body());
        }
        FullHttpResponse out = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                response.status(),
                body,
                response.headers(),
                DefaultHttpHeadersFactory.trailersFactory().newHeaders());
        HttpHeaders headers = out.headers();
        boolean hasBody = !response.status().equals(HttpResponseStatus.NO_CONTENT);
        if (hasBody) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        headers.set("X-Content-Type-Options", "nosniff");
        CorsHeaders.add(headers, origin);
        return out;
    }
}
