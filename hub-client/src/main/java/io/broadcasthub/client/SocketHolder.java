package io.broadcasthub.client;

import java.net.http.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Holds the socket of a connection that may be given up before the JDK hands the socket over: whichever comes second, the
 * socket is aborted and no descriptor stays behind. Any thread.
 */
final class SocketHolder {
    private @Nullable WebSocket socket;
    private boolean aborted;

    synchronized void set(WebSocket opened) {
        socket = opened;
        if (aborted) {
            opened.abort();
        }
    }

    synchronized void request(int frames) {
        if (socket != null && !aborted) {
            socket.request(frames);
        }
    }

    /** @return whether there was a socket, to which a close frame is now on its way */
    synchronized boolean close() {
        if (socket == null || aborted) {
            return false;
        }
        var unused = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        return true;
    }

    synchronized void abort() {
        aborted = true;
        if (socket != null) {
            socket.abort();
        }
    }
}
