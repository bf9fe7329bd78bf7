package io.broadcasthub.server;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.config.NetConfig;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.topic.SendBatch;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * How the operating system is asked for I/O.
 *
 * @param deferAccept the option that has the kernel wait for the first bytes, in seconds; null where there is none
 * @param userTimeout the option that bounds how long sent bytes may stay unacknowledged; null where there is none
 * @param batches makes what sends to many sockets at once, on the loop; it makes null where there is none
 * @param inherits whether a connection has the socket options of its listener, and is read from in one go
 */
record IoMechanism(
        String name,
        IoHandlerFactory handlers,
        ChannelFactory<? extends ServerChannel> serverChannel,
        @Nullable ChannelOption<Integer> deferAccept,
        @Nullable ChannelOption<Integer> userTimeout,
        Batches batches,
        boolean inherits) {
    /** Makes what a loop sends to many sockets by. */
    interface Batches {
        Batches NONE = loop -> null;

        @OnLoop
        @Nullable
        SendBatch of(EventLoop loop);
    }

    /** With Netty's own channels, which are set up one by one. */
    IoMechanism(
            String name,
            IoHandlerFactory handlers,
            ChannelFactory<? extends ServerChannel> serverChannel,
            @Nullable ChannelOption<Integer> deferAccept,
            @Nullable ChannelOption<Integer> userTimeout) {
        this(name, handlers, serverChannel, deferAccept, userTimeout, Batches.NONE, false);
    }

    /** @throws HubException if a mechanism was asked for by name and is not to be had here */
    static IoMechanism of(NetConfig net) {
        return switch (net.transport()) {
            case AUTO -> Epoll.isAvailable() ? epoll(net) : nio();
            case NIO -> nio();
            case EPOLL -> {
                require(Epoll.isAvailable(), "epoll", Epoll.unavailabilityCause());
                yield epoll(net);
            }
            case IO_URING -> {
                require(Uring.isAvailable(), "io-uring", Uring.unavailabilityCause());
                yield new IoMechanism(
                        "io-uring",
                        IoUringIoHandler.newFactory(),
                        IoUringServerSocketChannel::new,
                        IoUringChannelOption.TCP_DEFER_ACCEPT,
                        IoUringChannelOption.TCP_USER_TIMEOUT);
            }
        };
    }

    private static IoMechanism epoll(NetConfig net) {
        return new IoMechanism(
                "epoll",
                EpollIoHandler.newFactory(),
                EpollListener::new,
                EpollListener.TCP_DEFER_ACCEPT,
                EpollListener.TCP_USER_TIMEOUT,
                batches(net),
                true);
    }

    private static Batches batches(NetConfig net) {
        if (!net.batchSends()) {
            return Batches.NONE;
        }
        if (!Uring.isAvailable()) {
            SendRing.none(Uring.unavailabilityCause());
            return Batches.NONE;
        }
        return SendRing::on;
    }

    private static IoMechanism nio() {
        return new IoMechanism("nio", NioIoHandler.newFactory(), NioServerSocketChannel::new, null, null);
    }

    private static void require(boolean available, String name, @Nullable Throwable cause) {
        if (!available) {
            throw new HubException(
                    ErrorCode.UNAVAILABLE,
                    "net.transport " + name + " is not to be had here (" + cause + "); set it to auto");
        }
    }
}
