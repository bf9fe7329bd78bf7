package io.broadcasthub.bench.load;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the generator asks for. */
final class Requests {
    private static final FrameCodec CODEC = new JsonFrameCodec();
    /** The sample of RFC 6455; nobody in between is to be convinced here. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private Requests() {}

    /**
     * The request that makes a subscriber.
     *
     * @param id to resume after; over WebSocket this is asked for afterwards
     */
    static String of(CrowdPlan plan, int number, @Nullable String id) {
        String topic = plan.topic(number);
        if (plan.transport() == Transport.WS) {
            String query = id == null ? "?topic=" + topic : "";
            return webSocket(plan.url(), query, plan.deflate());
        }
        String accept = plan.transport() == Transport.SSE ? "text/event-stream" : "application/x-ndjson";
        return "GET /events?topic=" + topic + " HTTP/1.1\r\nHost: " + host(plan.url()) + "\r\nAccept: " + accept
                + "\r\n" + (id == null ? "" : "Last-Event-ID: " + id + "\r\n") + "\r\n";
    }

    static String webSocket(URI url, String query, boolean deflate) {
        return "GET " + url.getRawPath() + query + " HTTP/1.1\r\nHost: " + host(url)
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + KEY
                + "\r\n"
                + (deflate
                        ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
                                + " client_no_context_takeover\r\n"
                        : "")
                + "\r\n";
    }

    static byte[] subscribe(String topic, String after) {
        return CODEC.write(
                new ClientFrame.Subscribe(null, new TopicFilter(topic), new StartAt.After(Position.parse(after))));
    }

    static byte[] publish(String topic, String payload) {
        return CODEC.write(new ClientFrame.Publish(null, new TopicName(topic), Payload.ofJson(payload), null, null));
    }

    private static String host(URI url) {
        return url.getHost() + ":" + url.getPort();
    }
}
