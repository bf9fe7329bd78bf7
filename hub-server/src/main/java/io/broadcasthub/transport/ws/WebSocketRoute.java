package io.broadcasthub.transport.ws;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.session.Session;
import io.broadcasthub.session.SessionContext;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;
import io.broadcasthub.transport.StreamUpgrade;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code GET /ws}: makes a WebSocket of the connection, and subscribes it to what the query names. */
public final class WebSocketRoute extends GetRoute {
    private final WebSocketLimits limits;
    private final Map<Compression, Agreement> agreements;
    private final boolean allowDeflate;
    private final int maxTopics;

    /**
     * @param allowDeflate whether permessage-deflate is agreed to
     * @param deflateThreshold smallest message that is compressed, in bytes
     * @param maxTopics most topics a connection may have
     */
    public WebSocketRoute(
            WebSocketLimits limits, boolean allowDeflate, int deflateThreshold, int maxTopics, HubMetrics metrics) {
        super("/ws");
        this.limits = limits;
        this.agreements = Agreement.all(limits, new DeflateFormat(deflateThreshold, metrics));
        this.allowDeflate = allowDeflate;
        this.maxTopics = maxTopics;
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        exchange.refuseHead();
        WebSocketHandshake.Accepted accepted = WebSocketHandshake.accept(exchange.request(), allowDeflate);
        Set<TopicFilter> topics = topics(exchange);
        Session session = exchange.session();
        Agreement agreed = Objects.requireNonNull(agreements.get(accepted.compression()));
        WebSocketConnection connection = new WebSocketConnection(session, agreed);
        StreamUpgrade upgrade = exchange.upgrade();
        session.live(connection);
        upgrade.complete(beginning(session, accepted), connection, () -> topics.forEach(session::subscribe));
        session.flush();
    }

    /** The answer and the first frame, in one piece: as every client is sent both, they are one write. */
    private ByteBuf beginning(Session session, WebSocketHandshake.Accepted accepted) {
        byte[] answer = WebSocketHandshake.answer(accepted).getBytes(StandardCharsets.US_ASCII);
        byte[] welcome = session.loop().context().codec().write(welcome(session));
        ByteBuf out = session.channel()
                .alloc()
                .directBuffer(answer.length + WebSocketFrames.textHeaderSize(welcome.length) + welcome.length);
        return WebSocketFrames.writeText(out.writeBytes(answer), welcome, 0, welcome.length);
    }

    private Set<TopicFilter> topics(Exchange exchange) {
        Set<TopicFilter> topics = new LinkedHashSet<>();
        for (String name : exchange.parameters("topic")) {
            topics.add(TopicFilter.of(name));
        }
        if (topics.size() > maxTopics) {
            throw new HubException(
                    ErrorCode.TOO_MANY_TOPICS, "a connection may have " + maxTopics + " topics (limits.max-topics)");
        }
        return topics;
    }

    private ServerFrame.Welcome welcome(Session session) {
        SessionContext context = session.loop().context();
        return new ServerFrame.Welcome(session.name(), context.version(), context.heartbeat(), limits.maxMessage());
    }
}
