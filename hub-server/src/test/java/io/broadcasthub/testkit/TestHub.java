package io.broadcasthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import io.broadcasthub.server.Census;
import io.broadcasthub.server.HubServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * A real hub on free ports, and the connections a test makes to it. Closing it ends the connections, then asserts that the
 * hub has forgotten them, then that the stopped hub has left nothing in the process: no thread and no lost buffer.
 */
public final class TestHub implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    /** A machine that is slow, or stands still for a while, is no peer that is stuck and no overload. */
    private static final Map<String, String> FAR_AWAY = Map.of(
            "heartbeat", "10m",
            "limits.handshake-timeout", "5m",
            "limits.keep-alive-timeout", "1h",
            "limits.message-timeout", "10m",
            "limits.stall-timeout", "10m",
            "load.loop-delay", "10m");

    private final HubServer server;
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();
    private boolean stopped;

    private TestHub(HubServer server) {
        this.server = server;
    }

    /** @param settings keys and values in turn, as in {@code docs/configuration.md} */
    public static TestHub start(String... settings) {
        Leaks.watch();
        return of(HubServer.start(config(settings)));
    }

    /** On free ports, and with time-outs far away unless the settings say otherwise. */
    public static HubConfig config(String... settings) {
        Map<String, String> all = new LinkedHashMap<>(FAR_AWAY);
        all.put("listen", "127.0.0.1:0");
        all.put("admin", "127.0.0.1:0");
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        Sources sources = Sources.none();
        for (Map.Entry<String, String> setting : all.entrySet()) {
            sources = sources.set(setting.getKey(), setting.getValue());
        }
        return ConfigLoader.load(sources).config();
    }

    /** A hub that was started otherwise. */
    public static TestHub of(HubServer server) {
        Leaks.watch();
        return new TestHub(server);
    }

    public HubServer server() {
        return server;
    }

    public Connection connect() {
        return keep(Connection.open(server.publicAddress()));
    }

    /** @param receiveBuffer what the kernel takes for a reader that does not read */
    public Connection connect(int receiveBuffer) {
        return keep(Connection.open(server.publicAddress(), receiveBuffer));
    }

    public Connection connectAdmin() {
        return keep(Connection.open(server.adminAddress()));
    }

    private Connection keep(Connection connection) {
        connections.add(connection);
        return connection;
    }

    public WsClient ws(String target, String... headers) {
        return WsClient.over(connect(), target, headers);
    }

    /** A WebSocket that has been welcomed. */
    public WsClient welcomed(String target, String... headers) {
        WsClient client = ws(target, headers);
        client.next("welcome");
        return client;
    }

    public EventStream events(String target, String... headers) {
        return EventStream.over(connect(), target, headers);
    }

    /** Publishes over HTTP and returns the message's id. */
    public String publish(String topic, String json) {
        return publish(topic, json, "");
    }

    /** @param headers whole lines */
    public String publish(String topic, String json, String headers) {
        try (Connection connection = Connection.open(server.publicAddress())) {
            HttpAnswer answer = connection.request(post("/topics/" + topic, "application/json", json, headers));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.field("id");
        }
    }

    /** Publishes {@code from} to {@code to - 1} in one request; the payloads are the numbers. */
    public void publishNumbers(String topic, int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"topic\":\"")
                    .append(topic)
                    .append("\",\"data\":")
                    .append(i)
                    .append("}\n");
        }
        publishLines(lines.toString());
    }

    public HttpAnswer publishLines(String lines) {
        try (Connection connection = Connection.open(server.publicAddress())) {
            HttpAnswer answer = connection.request(post("/topics", "application/x-ndjson", lines, ""));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer;
        }
    }

    /** @param headers whole lines */
    public static String post(String target, String contentType, String body, String headers) {
        return "POST " + target + " HTTP/1.1\r\nHost: hub.test\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" + headers + "\r\n" + body;
    }

    public static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: hub.test\r\n\r\n";
    }

    public Census census() {
        return server.census().join();
    }

    /** Waits until the hub holds what the test expects. */
    public Census awaitCensus(String what, Predicate<Census> wanted) {
        return await(what).atMost(PATIENCE).pollInterval(POLL).until(this::census, wanted);
    }

    /** Waits until the hub has forgotten everyone; topics that linger may still be open. */
    public void awaitEmpty() {
        awaitCensus(
                "everybody is forgotten",
                c -> c.sessions() == 0
                        && c.subscriptions() == 0
                        && c.loopTopics() == 0
                        && c.runBytes() == 0
                        && c.publicConnections() == 0
                        && c.handshakes() == 0);
    }

    /** Stops the hub with its connections open. */
    public void stop() {
        stopped = true;
        stopNow();
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
        try {
            if (!stopped && !server.closed().toCompletableFuture().isDone()) {
                awaitEmpty();
            }
        } finally {
            stopNow();
        }
        assertNothingLeft();
    }

    /** As {@code server.close()}, but a hub that does not stop fails the test instead of holding it up. */
    private void stopNow() {
        assertThat(server.stop()).succeedsWithin(PATIENCE);
    }

    private static void assertNothingLeft() {
        await("the hub's threads end").atMost(PATIENCE).pollInterval(POLL).until(TestHub::hubThreads, List::isEmpty);
        Leaks.assertNone();
    }

    private static List<String> hubThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hub-"))
                .toList();
    }
}
