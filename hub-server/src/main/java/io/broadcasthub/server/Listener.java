package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.Threads;
import io.broadcasthub.config.HostPort;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.NetConfig;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;

/** A bound address and the options of the sockets it accepts. */
@AnyThread
final class Listener {
    private final Channel channel;
    private final Threads threads;

    private Listener(Channel channel, Threads threads) {
        this.channel = channel;
        this.threads = threads;
    }

    /**
     * Binds; blocks until it is done.
     *
     * @throws HubException if the address cannot be had
     */
    static Listener bind(
            HostPort address,
            HubConfig config,
            Platform platform,
            EventLoopGroup loops,
            AcceptGate gate,
            ChannelHandler connections) {
        IoMechanism io = platform.io();
        Threads threads = platform.environment().threads();
        NetConfig net = config.net();
        int high = net.writeBuffer().intBytes();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channelFactory(io.serverChannel())
                .option(ChannelOption.SO_BACKLOG, net.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        // Epoll's guess whether more wait compares a descriptor's number with a count of bytes: never.
                        new ServerChannelRecvByteBufAllocator()
                                .respectMaybeMoreData(false)
                                .maxMessagesPerRead(net.accepts()))
                .handler(gate)
                .childHandler(connections);
        if (!io.inherits()) {
            bootstrap.childOption(ChannelOption.RECVBUF_ALLOCATOR, ReceiveBuffers.OWN);
        }
        ConnectionOptions accepted = new ConnectionOptions(bootstrap, io.inherits());
        accepted.set(ChannelOption.ALLOCATOR, platform.allocator());
        accepted.set(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(high / 2, high));
        accepted.set(ChannelOption.TCP_NODELAY, net.noDelay());
        accepted.set(ChannelOption.SO_KEEPALIVE, true);
        if (io.userTimeout() != null) {
            // A peer that vanished acknowledges nothing; without this the kernel would go on trying for a quarter hour.
            int millis = (int) Math.min(Integer.MAX_VALUE, config.heartbeat().toMillis() * 2);
            accepted.set(io.userTimeout(), millis);
        }
        if (io.deferAccept() != null && !net.deferAccept().isZero()) {
            bootstrap.option(io.deferAccept(), Math.toIntExact(net.deferAccept().toSeconds()));
        }
        if (net.receiveBuffer().bytes() > 0) {
            // Of the listener: what it accepts inherits it early enough for the window of TCP.
            bootstrap.option(ChannelOption.SO_RCVBUF, net.receiveBuffer().intBytes());
        }
        if (net.sendBuffer().bytes() > 0) {
            accepted.set(ChannelOption.SO_SNDBUF, net.sendBuffer().intBytes());
        }
        ChannelFuture bound = threads.await(NettyStages.done(bootstrap.bind(address.toSocketAddress())));
        if (!bound.isSuccess()) {
            throw new HubException(
                    ErrorCode.UNAVAILABLE,
                    "cannot listen on " + address + ": " + bound.cause().getMessage()
                            + "; choose another address, or port 0 for a free one");
        }
        return new Listener(bound.channel(), threads);
    }

    /** Options that every accepted connection has: set on the listener if they are handed on, else on each of them. */
    private record ConnectionOptions(ServerBootstrap bootstrap, boolean inherited) {
        <T> void set(ChannelOption<T> option, T value) {
            if (inherited) {
                bootstrap.option(option, value);
            } else {
                bootstrap.childOption(option, value);
            }
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Stops accepting; blocks until it is done. */
    void close() {
        threads.await(NettyStages.done(channel.close()));
    }
}
