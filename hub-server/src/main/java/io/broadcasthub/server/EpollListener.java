package io.broadcasthub.server;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.AbstractEpollServerChannel;
import io.netty.channel.epoll.EpollChannelConfig;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * A listening socket whose options are those of every connection it accepts, so that they are set once and not for each: the
 * socket's are handed on by Linux, Netty's taken over by {@link EpollConnection}. Netty's own accepts connections that are a
 * quarter larger.
 */
@OnLoop
final class EpollListener extends AbstractEpollServerChannel {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_DEFER_ACCEPT_NAME = 9;
    private static final int TCP_USER_TIMEOUT_NAME = 18;

    // Netty's options of these names are for its own channels.

    /** How long the kernel waits for the first bytes before it hands on a connection, in seconds. */
    static final ChannelOption<Integer> TCP_DEFER_ACCEPT =
            new IntegerUnixChannelOption("HUB_TCP_DEFER_ACCEPT", IPPROTO_TCP, TCP_DEFER_ACCEPT_NAME);

    /** How long sent bytes may stay unacknowledged, in milliseconds. */
    static final ChannelOption<Integer> TCP_USER_TIMEOUT =
            new IntegerUnixChannelOption("HUB_TCP_USER_TIMEOUT", IPPROTO_TCP, TCP_USER_TIMEOUT_NAME);

    private final Config config = new Config(this);

    EpollListener() {
        super(LinuxSocket.newSocketStream(), false);
    }

    @Override
    public EpollChannelConfig config() {
        return config;
    }

    @Override
    protected void doBind(SocketAddress address) throws Exception {
        super.doBind(address);
        socket.listen(config.backlog);
        active = true;
    }

    @Override
    protected Channel newChildChannel(int descriptor, byte[] address, int offset, int length) {
        return new EpollConnection(descriptor, config);
    }

    /** The options that a hub sets. */
    private static final class Config extends EpollChannelConfig {
        private int backlog;

        Config(Channel listener) {
            super(listener);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            try {
                return set(option, value) || super.setOption(option, value);
            } catch (IOException e) {
                throw new ChannelException(e);
            }
        }

        private boolean set(ChannelOption<?> option, Object value) throws IOException {
            if (option.equals(ChannelOption.SO_BACKLOG)) {
                backlog = (Integer) value;
            } else if (option.equals(ChannelOption.SO_REUSEADDR)) {
                socket().setReuseAddress((Boolean) value);
            } else if (option.equals(ChannelOption.TCP_NODELAY)) {
                socket().setTcpNoDelay((Boolean) value);
            } else if (option.equals(ChannelOption.SO_KEEPALIVE)) {
                socket().setKeepAlive((Boolean) value);
            } else if (option.equals(ChannelOption.SO_SNDBUF)) {
                socket().setSendBufferSize((Integer) value);
            } else if (option.equals(ChannelOption.SO_RCVBUF)) {
                socket().setReceiveBufferSize((Integer) value);
            } else {
                return false;
            }
            return true;
        }
    }
}
