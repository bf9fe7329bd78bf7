package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends shared bytes straight to a socket that nothing is queued for: no reference, queue entry or promise is made for a
 * delivery, and of the connection's objects few are touched ({@code docs/adr/013}).
 */
@OnLoop
final class DirectSend {
    private DirectSend() {}

    /** The socket to send to; null if bytes must take the channel's way. */
    static @Nullable Socket socketOf(Channel channel) {
        return channel instanceof AbstractEpollStreamChannel epoll && epoll.fd() instanceof Socket socket
                ? socket
                : null;
    }

    /** How many of the bytes the socket took; 0 also if it is broken, which the channel then finds itself. */
    static int send(Socket socket, long address, int start, int end) {
        try {
            // By send: write does the same by way of the file system's code, at some 5 % of a small message.
            return socket.sendAddress(address, start, end);
        } catch (IOException e) {
            return 0;
        }
    }
}
