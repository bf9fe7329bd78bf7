package io.broadcasthub.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A subscriber that comes back whenever it is cut off, when it was asked to, resumes, and writes down what it got. Runs until
 * it has so many messages.
 */
public final class ResumingReader implements Runnable {
    /** How it is connected. */
    public enum Transport {
        WS,
        SSE,
        NDJSON
    }

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Transport transport;
    private final String filter;
    private final Supplier<InetSocketAddress> hub;
    private final int messages;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Map<String, List<Integer>> byTopic = new ConcurrentHashMap<>();
    private volatile int received;
    private volatile int gaps;
    private volatile String lastFailure = "";
    private String last = "";

    /**
     * @param hub where it is at the moment
     * @param messages how many there will be, of all topics
     */
    public ResumingReader(Transport transport, String filter, Supplier<InetSocketAddress> hub, int messages) {
        this.transport = transport;
        this.filter = filter;
        this.hub = hub;
        this.messages = messages;
    }

    @Override
    public void run() {
        while (received < messages) {
            try (Connection connection = Connection.open(hub.get())) {
                switch (transport) {
                    case WS -> readFrames(connection);
                    case SSE -> readEvents(connection);
                    case NDJSON -> readLines(connection);
                }
            } catch (UncheckedIOException | AssertionError e) {
                lastFailure = e.toString();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void readFrames(Connection connection) {
        WsClient client = WsClient.over(connection, "/ws");
        client.next("welcome");
        String from = last.isEmpty() ? "'last':" + messages : "'after':'" + last + "'";
        JsonNode ok = client.ask("s", "{'type':'subscribe','id':'s','topic':'" + filter + "'," + from + "}");
        if (!last.isEmpty() && !ok.path("recovered").asBoolean()) {
            gaps++;
        }
        begun.countDown();
        while (received < messages) {
            JsonNode frame = client.next();
            if (frame.path("type").asText().equals("bye")) {
                client.sendClose(client.awaitClose());
            }
            took(frame);
        }
    }

    private void readEvents(Connection connection) {
        String target = "/events?topic=" + filter;
        EventStream stream = last.isEmpty()
                ? EventStream.over(connection, target)
                : EventStream.over(connection, target, "Last-Event-ID: " + last);
        while (received < messages) {
            StreamEvent event = stream.next();
            if (!stream.lastId().isEmpty()) {
                last = stream.lastId();
                begun.countDown();
            }
            if (!event.event().isEmpty()) {
                took(event.json());
            }
        }
    }

    private void readLines(Connection connection) {
        String from = last.isEmpty() ? "last=" + messages : "lastEventId=" + last;
        EventStream stream =
                EventStream.over(connection, "/events?topic=" + filter + '&' + from, "Accept: application/x-ndjson");
        while (received < messages) {
            JsonNode line = Json.parse(stream.line());
            begun.countDown();
            took(line);
        }
    }

    private void took(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message" -> {
                last = frame.path("id").asText();
                byTopic.computeIfAbsent(frame.path("topic").asText(), t -> new CopyOnWriteArrayList<>())
                        .add(frame.path("data").asInt());
                received++;
            }
            case "gap" -> gaps++;
            case "bye" ->
                LockSupport.parkNanos(
                        Duration.ofMillis(frame.path("retryAfter").asLong()).toNanos());
            default -> {}
        }
    }

    /** Waits until it is subscribed for the first time. */
    public void awaitBegun() throws InterruptedException {
        begun.await();
    }

    /** What it got of a topic whose payloads were the numbers below {@code published}. */
    public Tally tally(String topic, int published) {
        return Tally.of(byTopic.getOrDefault(topic, List.of()), published, gaps);
    }

    @Override
    public String toString() {
        return transport + " on " + filter + ": " + received + " of " + messages + ", last failure: " + lastFailure;
    }
}
