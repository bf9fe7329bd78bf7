package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.ServerFrame;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A hub that does what the test tells it, frame by frame, on a real socket. */
final class FakeHub implements AutoCloseable {
    static final long PATIENCE_SECONDS = 60;

    /** Without a close frame of its own: a reset must be one. */
    private static final WebSocketServerProtocolConfig PROTOCOL = WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/ws")
            .subprotocols("hub.v1.json")
            .sendCloseFrame(null)
            .build();

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<FakePeer> peers = new LinkedBlockingQueue<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Channel listener;
    private volatile Duration heartbeat = Duration.ofSeconds(25);
    private volatile int maxFrame = 65_536;

    FakeHub() {
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(65_536))
                                .addLast(new WebSocketServerProtocolHandler(PROTOCOL))
                                .addLast(new FakePeer(FakeHub.this::connected));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private void connected(FakePeer peer) {
        peer.send(new ServerFrame.Welcome("s" + sessions.incrementAndGet(), "test", heartbeat, maxFrame));
        peers.add(peer);
    }

    void heartbeat(Duration value) {
        heartbeat = value;
    }

    void maxFrame(int bytes) {
        maxFrame = bytes;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    URI uri() {
        return uri(address().getPort());
    }

    static URI uri(int port) {
        return URI.create("ws://127.0.0.1:" + port + "/ws");
    }

    /** The next connection, welcomed. */
    FakePeer next() throws InterruptedException {
        FakePeer peer = peers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(peer).as("a connection").isNotNull();
        return peer;
    }

    /** Connections that nobody asked for with {@link #next}. */
    int unexpected() {
        return peers.size();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        group.terminationFuture().syncUninterruptibly();
    }
}
