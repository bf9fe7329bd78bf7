package io.broadcasthub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Passes everything on, but changes a text wherever it stands whole in what comes from the server at once. */
final class TamperingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI target;
    private final String from;
    private final String to;

    /** @param to as long as what it stands for */
    TamperingProxy(URI target, String from, String to) throws IOException {
        this.target = target;
        this.from = from;
        this.to = to;
        start(this::accept);
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/ws");
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tampering-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                start(() -> pass(client, server, false));
                start(() -> pass(server, client, true));
            }
        } catch (IOException e) {
            // the end
        }
    }

    private void pass(Socket source, Socket sink, boolean tamper) {
        byte[] bytes = new byte[64 << 10];
        try (source;
                sink) {
            InputStream in = source.getInputStream();
            OutputStream out = sink.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                out.write((tamper ? text.replace(from, to) : text).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // one of them went
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
