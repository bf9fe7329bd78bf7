package io.broadcasthub.transport;

import io.broadcasthub.protocol.HubException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;

/** A whole answer. What every answer has in common (length, CORS, connection) is added when it is written. */
public final class Response {
    private final HttpResponseStatus status;
    private final HttpHeaders headers;
    private final byte[] body;

    private Response(HttpResponseStatus status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** An answer that nobody caches. */
    public static Response of(HttpResponseStatus status, String mediaType, byte[] body) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, mediaType);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        return new Response(status, headers, body);
    }

    static Response of(HubException why) {
        Response response = of(Problem.status(why), Problem.MEDIA_TYPE, Problem.body(why));
        long seconds = Problem.retryAfterSeconds(why);
        if (seconds > 0) {
            response.headers.set(HttpHeaderNames.RETRY_AFTER, seconds);
        }
        if (why instanceof HttpRefusal refusal) {
            refusal.headers().forEach(header -> response.headers.set(header.name(), header.value()));
        }
        return response;
    }

    static Response empty(HttpResponseStatus status) {
        return new Response(status, new DefaultHttpHeaders(), new byte[0]);
    }

    HttpResponseStatus status() {
        return status;
    }

    /** Headers of this answer; may be added to until it is sent. */
    public HttpHeaders headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
