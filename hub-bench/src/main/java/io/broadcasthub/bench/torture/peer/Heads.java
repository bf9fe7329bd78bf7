package io.broadcasthub.bench.torture.peer;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.protocol.StartAt;

/** Heads of requests, without a fault. */
public final class Heads {
    /** The sample of RFC 6455. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private Heads() {}

    /** A WebSocket's handshake, without the empty line at its end. */
    public static String webSocket(String host, boolean deflate) {
        return "GET /ws HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + KEY
                + "\r\n"
                + (deflate
                        ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
                                + " client_no_context_takeover\r\n"
                        : "");
    }

    /** The request for a stream, without the empty line at its end. */
    public static String events(String host, Transport transport, String topic, StartAt start) {
        String accept = transport == Transport.SSE ? "text/event-stream" : "application/x-ndjson";
        String from = start instanceof StartAt.Last last ? "&last=" + last.count() : "";
        String after = start instanceof StartAt.After resumed ? "Last-Event-ID: " + resumed.position() + "\r\n" : "";
        return "GET /events?topic=" + topic + from + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: " + accept + "\r\n"
                + after;
    }

    /** A request with a body. */
    public static String post(String host, String path, String contentType, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
