package io.broadcasthub.bench.torture.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server that says the same to everybody, whatever it is told, and then ends the connection or does not. */
final class CannedServer implements AutoCloseable {
    /** Of floods too. */
    private static final int BACKLOG = 200;

    private final ServerSocket listener;
    private final byte[] says;
    private final boolean ends;

    /** @param says its characters are bytes */
    CannedServer(String says, boolean ends) throws IOException {
        this.says = says.getBytes(StandardCharsets.ISO_8859_1);
        this.ends = ends;
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "canned-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket peer = listener.accept();
                peer.getOutputStream().write(says);
                if (ends) {
                    peer.shutdownOutput();
                    peer.getInputStream().readAllBytes();
                    peer.close();
                }
            } catch (IOException e) {
                // closed, or the peer went
            }
        }
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/ws");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
