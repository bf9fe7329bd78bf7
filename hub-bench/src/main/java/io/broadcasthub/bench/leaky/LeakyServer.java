package io.broadcasthub.bench.leaky;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A broadcaster in a process of its own. Beside its clients' port it has one at which it is published to ({@code POST
 * /topics}, as the hub's), asked for its workers ({@code GET /workers}) and restarted ({@code POST /restart}).
 */
public final class LeakyServer {
    private static final FrameCodec CODEC = new JsonFrameCodec();
    private static final byte[] PLACED = "{\"id\":\"none\"}\n".getBytes(StandardCharsets.US_ASCII);

    private final Broadcaster broadcaster;

    private LeakyServer(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    /** @param args the name of a {@link Leak} */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // otherwise each answer takes 40 ms
        Broadcaster broadcaster = Leak.valueOf(args[0]).start();
        HttpServer control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LeakyServer server = new LeakyServer(broadcaster);
        control.createContext("/topics", server.answering(server::publish));
        control.createContext("/workers", server.answering(LeakyServer::nothing));
        control.createContext("/restart", server.answering(exchange -> broadcaster.restart()));
        control.setExecutor(Executors.newCachedThreadPool());
        control.start();
        System.out.println("public  http://127.0.0.1:" + broadcaster.port() + "/\nadmin   http://127.0.0.1:"
                + control.getAddress().getPort() + "/");
    }

    /** What a request does. */
    private interface Deed {
        void of(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static void nothing(HttpExchange exchange) {}

    /** Publishes answer a line each; the others how many workers there are. */
    private HttpHandler answering(Deed deed) {
        return exchange -> {
            try (exchange) {
                deed.of(exchange);
                if (exchange.getResponseCode() < 0) {
                    answer(exchange, String.valueOf(broadcaster.workers()).getBytes(StandardCharsets.US_ASCII));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void publish(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int lines = 0;
        for (int from = 0, at = 0; at < body.length; at++) {
            if (body[at] == '\n') {
                ClientFrame.Publish publish = CODEC.readPublishLine(body, from, at - from);
                broadcaster.publish(publish);
                from = at + 1;
                lines++;
            }
        }
        byte[] answer = new byte[PLACED.length * lines];
        for (int i = 0; i < lines; i++) {
            System.arraycopy(PLACED, 0, answer, i * PLACED.length, PLACED.length);
        }
        answer(exchange, answer);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
