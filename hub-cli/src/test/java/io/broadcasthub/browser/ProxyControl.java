package io.broadcasthub.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.broadcasthub.testkit.CuttingProxy;
import io.broadcasthub.testkit.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Lets the JavaScript tests break what is between them and the hub: {@code POST /cut} and so on. */
final class ProxyControl implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Runnable> commands;

    ProxyControl(CuttingProxy proxy, Runnable restartHub) throws IOException {
        commands = Map.of(
                "/cut",
                proxy::cutAll,
                "/stall",
                () -> proxy.stall(Direction.TO_CLIENT),
                "/resume",
                () -> proxy.resume(Direction.TO_CLIENT),
                "/hub/restart",
                restartHub);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Runnable command = commands.get(exchange.getRequestURI().getPath());
        try {
            if (command != null) {
                command.run();
            }
            exchange.sendResponseHeaders(command == null ? 404 : 204, -1);
        } finally {
            exchange.close();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
