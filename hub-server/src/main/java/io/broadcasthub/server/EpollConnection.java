package io.broadcasthub.server;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelId;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.epoll.EpollChannelConfig;
import io.netty.channel.epoll.LinuxSocket;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An accepted socket that keeps nothing that can be asked for. Netty's own holds both addresses, 192 bytes that only a
 * diagnostics page reads, and an id of 48; making it takes six more system calls (ADR 14).
 */
@OnLoop
final class EpollConnection extends AbstractEpollStreamChannel {
    EpollConnection(int descriptor, ChannelConfig listener) {
        // Not active at first, or Netty would ask for the addresses and keep them.
        super(LinuxSocket.newSocket(descriptor), false);
        ((Config) id()).follow(listener);
        active = true;
        readFromTheStart();
    }

    /** Registers for reading, which every connection begins with: asked for afterwards, it would be one more system call. */
    private void readFromTheStart() {
        try {
            doBeginRead();
        } catch (Exception e) {
            throw new ChannelException(e);
        }
    }

    @Override
    public EpollChannelConfig config() {
        return (Config) id();
    }

    /** Netty asks for it before anything else. */
    @Override
    protected ChannelId newId() {
        return new Config(this);
    }

    /** Asks the kernel; null once it is closed, since the descriptor may be another's by then. */
    @Override
    public @Nullable SocketAddress localAddress() {
        return isOpen() ? socket.localAddress() : null;
    }

    /** Asks the kernel, as above; null too if the peer is gone. */
    @Override
    public @Nullable SocketAddress remoteAddress() {
        return isOpen() ? socket.remoteAddress() : null;
    }

    /**
     * The connection's id too. Of ids one is unique among the open connections of this process, unless one outlives four
     * billion others. Only a {@code ChannelGroup} tells channels by them; the hub has none, and gives its sessions numbers of
     * their own.
     */
    private static final class Config extends EpollChannelConfig implements ChannelId {
        private static final AtomicInteger LAST = new AtomicInteger();

        private final int number = LAST.incrementAndGet();

        Config(Channel connection) {
            super(connection, ReceiveBuffers.SHARED);
        }

        /** Its listener's options: the socket's come by the kernel, Netty's from here, where they are not looked up one by one. */
        void follow(ChannelConfig listener) {
            setAllocator(listener.getAllocator());
            setWriteBufferWaterMark(listener.getWriteBufferWaterMark());
        }

        @Override
        public String asShortText() {
            return Integer.toHexString(number);
        }

        @Override
        public String asLongText() {
            return asShortText();
        }

        @Override
        public int compareTo(ChannelId other) {
            return other instanceof Config id
                    ? Integer.compare(number, id.number)
                    : asLongText().compareTo(other.asLongText());
        }
    }
}
