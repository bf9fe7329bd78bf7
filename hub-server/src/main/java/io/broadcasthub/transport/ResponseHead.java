package io.broadcasthub.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the head of an answer whose body is not HTTP's business any more. */
public final class ResponseHead {
    private ResponseHead() {}

    /** @param headers validated ones, as {@code DefaultHttpHeaders} makes them */
    public static ByteBuf encode(ByteBufAllocator alloc, HttpResponseStatus status, HttpHeaders headers) {
        StringBuilder head =
                new StringBuilder(256).append("HTTP/1.1 ").append(status).append("\r\n");
        for (Map.Entry<String, String> header : headers) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        head.append("\r\n");
        ByteBuf out = alloc.ioBuffer(head.length());
        out.writeCharSequence(head, StandardCharsets.US_ASCII);
        return out;
    }
}
