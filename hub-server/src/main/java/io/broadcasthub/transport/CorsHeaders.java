package io.broadcasthub.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What lets pages of an allowed origin read an answer (Fetch standard). No credentials: the hub takes no cookies, so there
 * are none to protect.
 */
public final class CorsHeaders {
    private static final String REQUEST_HEADERS =
            "authorization, content-type, idempotency-key, hub-key, last-event-id, traceparent";
    private static final int MAX_AGE_SECONDS = 600;

    private CorsHeaders() {}

    /** @param origin a checked origin, or null if the request has none */
    public static void add(HttpHeaders headers, @Nullable String origin) {
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (origin != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaderNames.RETRY_AFTER);
        }
    }

    static Response preflight(String methods) {
        Response response = Response.empty(HttpResponseStatus.NO_CONTENT);
        response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods);
        response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        response.headers().set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        return response;
    }
}
