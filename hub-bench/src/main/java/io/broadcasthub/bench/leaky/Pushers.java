package io.broadcasthub.bench.leaky;

import io.broadcasthub.bench.naive.NaiveFrames;
import io.broadcasthub.bench.naive.NettyListener;
import io.broadcasthub.protocol.ClientFrame;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A background pusher for each client takes messages from the bus and sends them. A client's end stops its pusher, looked up
 * in the registry. <b>The mistake:</b> a restart clears the registry first and ends the connections then, so their pushers
 * are not found and outlive it, with their places on the bus.
 */
final class Pushers implements Broadcaster {
    private final Set<Pusher> bus = ConcurrentHashMap.newKeySet();
    private final Map<Channel, Pusher> registry = new ConcurrentHashMap<>();
    private final NettyListener netty = new NettyListener(true, Connection::new);
    private volatile Channel listener;

    Pushers() throws InterruptedException {
        listener = netty.bind(0);
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void publish(ClientFrame.Publish publish) {
        String message = NaiveFrames.message(publish);
        String topic = publish.topic().value();
        bus.forEach(pusher -> pusher.offer(topic, message));
    }

    @Override
    public long workers() {
        return bus.size();
    }

    @Override
    public synchronized void restart() throws IOException, InterruptedException {
        int port = port();
        listener.close().sync();
        List<Channel> connections = List.copyOf(registry.keySet());
        registry.clear();
        for (Channel connection : connections) {
            connection.close().sync();
        }
        listener = netty.bind(port);
    }

    private final class Connection extends Client {
        @Override
        void joined(ChannelHandlerContext ctx, String topic) {
            Pusher pusher = new Pusher(topic, ctx.channel());
            registry.put(ctx.channel(), pusher);
            bus.add(pusher);
            pusher.start();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            Pusher pusher = registry.remove(ctx.channel());
            if (pusher != null) {
                bus.remove(pusher);
                pusher.interrupt();
            }
        }
    }
}
