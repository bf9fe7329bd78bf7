package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.topic.Cursor;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;

/**
 * All there is to say about a connection at one moment.
 *
 * @param topics the first of its subscriptions
 * @param pendingBytes written and not taken by the kernel
 * @param lag messages that wait for it, of the subscription that is furthest behind
 * @param reading whether the hub reads from it
 */
public record ConnectionState(
        String session,
        String loop,
        String transport,
        Session.State state,
        Duration age,
        int subscriptions,
        List<String> topics,
        long pendingBytes,
        long lag,
        Duration heard,
        Duration wrote,
        boolean reading,
        String remote) {
    private static final int TOPICS = 5;

    @OnLoop
    public static ConnectionState of(Session session) {
        long now = session.loop().now();
        Channel channel = session.channel();
        return new ConnectionState(
                session.name(),
                Thread.currentThread().getName(),
                session.transport(),
                session.state(),
                Duration.ofNanos(now - session.since()),
                session.cursors().size(),
                session.cursors().stream()
                        .limit(TOPICS)
                        .map(c -> c.filter().value())
                        .toList(),
                session.queuedBytes(),
                session.cursors().stream().mapToLong(Cursor::lag).max().orElse(0),
                Duration.ofNanos(now - session.heardAt()),
                Duration.ofNanos(now - session.writtenAt()),
                channel.config().isAutoRead(),
                session.remote());
    }
}
