package io.broadcasthub.bench.load;

import io.broadcasthub.bench.wire.RequestHead;
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

    private Requests() {}

    /**
     * The request that makes a subscriber.
     *
     * @param id to resume after; over WebSocket this is asked for afterwards
     */
    static String of(CrowdPlan plan, int number, @Nullable String id) {
        String topic = plan.topic(number);
        if (plan.transport() == Transport.WS) {
            String query = id == null ? "topic=" + topic : "";
            return webSocket(plan.url(), query, plan.deflate());
        }
        // Beside the WebSocket, wherever that is: a proxy may have put the hub below a path of its own.
        String path = plan.url().resolve("events").getRawPath();
        String target = target(path, plan.url(), "topic=" + topic);
        return RequestHead.events(host(plan.url()), target, plan.transport() == Transport.SSE, id) + "\r\n";
    }

    /** @param query further parts of it; may be empty */
    static String webSocket(URI url, String query, boolean deflate) {
        return RequestHead.webSocket(host(url), target(url.getRawPath(), url, query), deflate) + "\r\n";
    }

    private static String target(String path, URI url, String more) {
        String given = url.getRawQuery() == null ? "" : url.getRawQuery();
        String query = given + (given.isEmpty() || more.isEmpty() ? "" : "&") + more;
        return query.isEmpty() ? path : path + "?" + query;
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
