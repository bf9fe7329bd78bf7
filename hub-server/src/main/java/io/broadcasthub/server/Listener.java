package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.config.HostPort;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.NetConfig;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;

/** A bound address and the options of the sockets it accepts. */
@AnyThread
final class Listener {
    private final Channel channel;

    private Listener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Binds; blocks until it is done.
     *
     * @throws HubException if the address cannot be had
     */
    static Listener bind(
            HostPort address, HubConfig config, EventLoopGroup loops, IoMechanism io, ChannelHandler connections) {
        NetConfig net = config.net();
        int high = net.writeBuffer().intBytes();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(io.serverChannel())
                .option(ChannelOption.SO_BACKLOG, net.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, allocator(net))
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, ReceiveBuffers.INSTANCE)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(high / 2, high))
                .childHandler(connections);
        if (io.userTimeout() != null) {
            // A peer that vanished acknowledges nothing; without this the kernel would go on trying for a quarter hour.
            int millis = (int) Math.min(Integer.MAX_VALUE, config.heartbeat().toMillis() * 2);
            bootstrap.childOption(io.userTimeout(), millis);
        }
        if (net.sendBuffer().bytes() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, net.sendBuffer().intBytes());
        }
        ChannelFuture bound = bootstrap.bind(address.toSocketAddress()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new HubException(
                    ErrorCode.UNAVAILABLE,
                    "cannot listen on " + address + ": " + bound.cause().getMessage()
                            + "; choose another address, or port 0 for a free one");
        }
        return new Listener(bound.channel());
    }

    static ByteBufAllocator allocator(NetConfig net) {
        return switch (net.allocator()) {
            case POOLED -> PooledByteBufAllocator.DEFAULT;
            case ADAPTIVE -> Adaptive.INSTANCE;
        };
    }

    /** Made only where it is wanted. */
    private static final class Adaptive {
        static final ByteBufAllocator INSTANCE = new AdaptiveByteBufAllocator(true);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Stops accepting; blocks until it is done. */
    void close() {
        channel.close().awaitUninterruptibly();
    }
}
