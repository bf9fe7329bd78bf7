package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/** What a connection is sent at last. */
@OnLoop
final class LastBytes {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CORK_NAME = 3;
    private static final ChannelOption<Integer> TCP_CORK =
            new IntegerUnixChannelOption("HUB_TCP_CORK", IPPROTO_TCP, TCP_CORK_NAME);

    private LastBytes() {}

    /**
     * What is written from now on goes out together with the {@link #end}: one packet less, which costs more than the
     * calls. Does nothing where the channel is not of Linux's own mechanisms.
     */
    static void joinEnd(Channel channel) {
        if (channel.isOpen()) { // or its descriptor may be another's
            try {
                channel.config().setOption(TCP_CORK, 1);
            } catch (ChannelException e) {
                // It is broken; whoever writes to it will be told.
            }
        }
    }

    /**
     * Sends what was held back, and that nothing follows. Before closing: a socket that is closed while something is unread
     * is reset by the kernel, which drops what it holds back, and a peer may send until it has seen the end.
     */
    static void end(Channel channel) {
        // Not by the channel, which makes an exception for those who write on, with its stack; nobody does.
        if (channel.isActive() && channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            try {
                socket.shutdown(false, true);
            } catch (IOException e) {
                // It is broken, and closed next.
            }
        }
    }
}
