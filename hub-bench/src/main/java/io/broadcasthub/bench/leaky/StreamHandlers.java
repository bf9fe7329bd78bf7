package io.broadcasthub.bench.leaky;

import io.broadcasthub.bench.naive.NaiveFrames;
import io.broadcasthub.protocol.ClientFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Server-sent events, a handler with a thread of its own for each stream. <b>The mistake:</b> the handler waits for messages
 * only and writes to a print stream, which keeps write errors to itself, so it never learns that its client is gone: thread,
 * queue and socket stay.
 */
final class StreamHandlers implements Broadcaster {
    private static final int BACKLOG = 1024;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final Map<String, Queue<BlockingQueue<String>>> topics = new ConcurrentHashMap<>();
    private final AtomicLong workers = new AtomicLong();

    StreamHandlers() throws IOException {
        new Thread(this::accept, "accept").start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                new Thread(() -> handle(socket), "stream-handler").start();
            }
        } catch (IOException e) {
            System.err.println("no longer accepting: " + e);
        }
    }

    private void handle(Socket socket) {
        workers.incrementAndGet();
        try {
            socket.setTcpNoDelay(true);
            stream(topic(socket), new PrintStream(socket.getOutputStream(), false, StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            System.err.println("a stream ended: " + e);
        } finally {
            workers.decrementAndGet();
        }
    }

    /** From {@code GET /events?topic=… HTTP/1.1}; reads the whole head. */
    private static String topic(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String request = in.readLine();
        for (String line = request; line != null && !line.isEmpty(); line = in.readLine()) {
            // headers do not matter here
        }
        if (request == null || !request.contains("topic=")) {
            throw new IOException("not a request for a stream: " + request);
        }
        return request.substring(request.indexOf("topic=") + 6, request.lastIndexOf(' '));
    }

    private void stream(String topic, PrintStream out) throws InterruptedException {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        out.print(HEAD);
        out.flush();
        topics.computeIfAbsent(topic, t -> new ConcurrentLinkedQueue<>()).add(queue);
        while (true) {
            String event = "data: " + queue.take() + "\n\n";
            out.print(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
            out.flush();
        }
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void publish(ClientFrame.Publish publish) {
        String message = NaiveFrames.message(publish);
        topics.getOrDefault(publish.topic().value(), new ConcurrentLinkedQueue<>())
                .forEach(queue -> queue.add(message));
    }

    @Override
    public long workers() {
        return workers.get();
    }
}
