package io.broadcasthub.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Opens connections on one loop. To this machine they come from 127.0.0.1 to 127.0.0.250, so that ports do not run out. */
record Connector(EventLoop loop, Bootstrap bootstrap) {
    private static final int SOURCES = 250;

    ChannelFuture connect(URI url, int number, int receiveBuffer, ChannelHandler handler) {
        Bootstrap one = bootstrap.clone().handler(handler);
        if (receiveBuffer > 0) {
            one.option(ChannelOption.SO_RCVBUF, receiveBuffer);
        }
        InetSocketAddress target = new InetSocketAddress(url.getHost(), url.getPort());
        if (target.isUnresolved() || !target.getAddress().isLoopbackAddress() || isVersion6(target)) {
            return one.connect(target);
        }
        if (Epoll.isAvailable()) {
            one.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        return one.connect(target, new InetSocketAddress(source(number), 0));
    }

    private static boolean isVersion6(InetSocketAddress address) {
        return address.getAddress().getAddress().length > 4;
    }

    private static InetAddress source(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + number % SOURCES)});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
