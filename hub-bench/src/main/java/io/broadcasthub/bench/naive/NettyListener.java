package io.broadcasthub.bench.naive;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.function.Supplier;

/** WebSockets with Netty's own codec, as its examples have it. */
public final class NettyListener {
    private static final int MAX_REQUEST = 64 << 10;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final boolean answersClose;
    private final Supplier<ChannelHandler> connections;

    /**
     * @param answersClose whether Netty answers close frames; otherwise the connection's handler gets them
     * @param connections makes the handler of each
     */
    public NettyListener(boolean answersClose, Supplier<ChannelHandler> connections) {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE); // quiet, whatever is on the class path
        this.answersClose = answersClose;
        this.connections = connections;
    }

    /** Accepts at a port of this machine, 0 for any, until the channel is closed. Can be called again. */
    public Channel bind(int port) throws InterruptedException {
        return new ServerBootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_REQUEST))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/ws")
                                        .checkStartsWith(true)
                                        .handleCloseFrames(answersClose)
                                        .build()))
                                .addLast(connections.get());
                    }
                })
                .bind("127.0.0.1", port)
                .sync()
                .channel();
    }
}
