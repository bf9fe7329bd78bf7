package io.broadcasthub.bench.torture.peer;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.wire.RequestHead;
import io.broadcasthub.protocol.StartAt;

/** Heads of requests, without a fault. */
public final class Heads {
    private Heads() {}

    /** A WebSocket's handshake, without the empty line at its end. */
    public static String webSocket(String host, boolean deflate) {
        return RequestHead.webSocket(host, "/ws", deflate);
    }

    /** The request for a stream, without the empty line at its end. */
    public static String events(String host, Transport transport, String topic, StartAt start) {
        String from = start instanceof StartAt.Last last ? "&last=" + last.count() : "";
        String after =
                start instanceof StartAt.After resumed ? resumed.position().toString() : null;
        return RequestHead.events(host, "/events?topic=" + topic + from, transport == Transport.SSE, after);
    }

    /** A request with a body. */
    public static String post(String host, String path, String contentType, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
