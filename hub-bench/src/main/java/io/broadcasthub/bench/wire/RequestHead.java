package io.broadcasthub.bench.wire;

import org.jspecify.annotations.Nullable;

/** Heads of the requests that make streams, each without the empty line at its end, so that more can be said. */
public final class RequestHead {
    /** The sample of RFC 6455; nobody in between is to be convinced here. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private RequestHead() {}

    /**
     * A WebSocket's handshake.
     *
     * @param host with the port
     * @param target path and query
     */
    public static String webSocket(String host, String target, boolean deflate) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + KEY
                + "\r\n"
                + (deflate
                        ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
                                + " client_no_context_takeover\r\n"
                        : "");
    }

    /**
     * The request for SSE or NDJSON.
     *
     * @param target path and query
     * @param after the id to resume after
     */
    public static String events(String host, String target, boolean sse, @Nullable String after) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: "
                + (sse ? "text/event-stream" : "application/x-ndjson") + "\r\n"
                + (after == null ? "" : "Last-Event-ID: " + after + "\r\n");
    }
}
