package io.broadcasthub.bench.leaky;

import io.broadcasthub.bench.naive.NaiveFrames;
import io.broadcasthub.bench.naive.NettyListener;
import io.broadcasthub.protocol.ClientFrame;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A map of subscribers by topic, over which each publish goes. <b>The mistake:</b> a subscriber is taken out when it says
 * goodbye. One whose connection broke says nothing; writing to it fails, which nobody looks at, and it stays in the map.
 */
final class SubscriberMap implements Broadcaster {
    private final Map<String, Set<Channel>> topics = new ConcurrentHashMap<>();
    private final Channel listener = new NettyListener(false, Connection::new).bind(0);

    SubscriberMap() throws InterruptedException {}

    @Override
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void publish(ClientFrame.Publish publish) {
        String message = NaiveFrames.message(publish);
        topics.getOrDefault(publish.topic().value(), Set.of())
                .forEach(channel -> channel.writeAndFlush(new TextWebSocketFrame(message)));
    }

    @Override
    public long workers() {
        return topics.values().stream().mapToLong(Set::size).sum();
    }

    private final class Connection extends Client {
        @Override
        void joined(ChannelHandlerContext ctx, String topic) {
            topics.computeIfAbsent(topic, t -> ConcurrentHashMap.newKeySet()).add(ctx.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame) {
                topics.values().forEach(subscribers -> subscribers.remove(ctx.channel()));
                ctx.writeAndFlush(new CloseWebSocketFrame(1000, "")).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }
}
