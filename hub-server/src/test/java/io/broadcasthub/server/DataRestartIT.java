package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.StreamEvent;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts under load with a data directory: subscribers that resume lose nothing, and get nothing twice or early. */
class DataRestartIT {
    private static final int MESSAGES = 600;
    private static final int RESTARTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> ALL =
            IntStream.range(0, MESSAGES).boxed().toList();

    @TempDir
    Path dir;

    private final AtomicInteger published = new AtomicInteger();
    private final CountDownLatch subscribed = new CountDownLatch(3);
    private volatile TestHub hub;

    @Test
    void subscribersMissNothing() throws InterruptedException {
        hub = start();
        List<Integer> ws = new CopyOnWriteArrayList<>();
        List<Integer> sse = new CopyOnWriteArrayList<>();
        List<Integer> pattern = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> readers = List.of(
                CompletableFuture.runAsync(() -> readWebSocket(ws), DataRestartIT::thread),
                CompletableFuture.runAsync(() -> readEvents("load.a", sse), DataRestartIT::thread),
                CompletableFuture.runAsync(() -> readEvents("load.*", pattern), DataRestartIT::thread));
        subscribed.await();
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(this::publish, DataRestartIT::thread);
        for (int i = 1; i <= RESTARTS; i++) {
            int enough = i * MESSAGES / (RESTARTS + 1);
            await().atMost(PATIENCE).until(() -> published.get() >= enough || publisher.isCompletedExceptionally());
            hub.stop();
            hub = start();
        }
        assertThat(publisher).succeedsWithin(PATIENCE);
        for (CompletableFuture<Void> reader : readers) {
            assertThat(reader).succeedsWithin(PATIENCE);
        }
        hub.close();
        assertThat(ws).isEqualTo(ALL);
        assertThat(sse).isEqualTo(ALL);
        assertThat(pattern).isEqualTo(ALL);
    }

    private TestHub start() {
        return TestHub.start(
                "data", dir.toString(), "drain.spread", "0s", "drain.deadline", "2s", "limits.close-timeout", "200ms");
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "restart-test");
        thread.setDaemon(true);
        thread.start();
    }

    private void publish() {
        for (int i = 0; i < MESSAGES; i++) {
            String once = "Idempotency-Key: n" + i + "\r\n";
            String number = Integer.toString(i);
            untilItWorks(() -> hub.publish("load.a", number, once));
            published.incrementAndGet();
        }
    }

    private void readWebSocket(List<Integer> into) {
        String[] last = {""};
        while (into.size() < MESSAGES) {
            untilItWorks(() -> {
                WsClient client = hub.welcomed("/ws");
                String from = last[0].isEmpty() ? "'last':" + MESSAGES : "'after':'" + last[0] + "'";
                JsonNode ok = client.ask("s", "{'type':'subscribe','id':'s','topic':'load.a'," + from + "}");
                subscribed.countDown();
                if (!last[0].isEmpty() && !ok.path("recovered").asBoolean()) {
                    into.add(-1);
                }
                while (into.size() < MESSAGES) {
                    JsonNode frame = client.next();
                    String type = frame.path("type").asText();
                    if (type.equals("message")) {
                        last[0] = frame.path("id").asText();
                        into.add(frame.path("data").asInt());
                    } else if (type.equals("gap")) {
                        into.add(-2);
                    }
                }
            });
        }
    }

    private void readEvents(String topic, List<Integer> into) {
        String[] last = {""};
        boolean[] counted = {false};
        while (into.size() < MESSAGES) {
            untilItWorks(() -> {
                EventStream stream = last[0].isEmpty()
                        ? hub.events("/events?topic=" + topic)
                        : hub.events("/events?topic=" + topic, "Last-Event-ID: " + last[0]);
                while (into.size() < MESSAGES) {
                    StreamEvent event = stream.next();
                    last[0] = stream.lastId().isEmpty() ? last[0] : stream.lastId();
                    if (!counted[0] && !last[0].isEmpty()) {
                        counted[0] = true;
                        subscribed.countDown();
                    }
                    if (event.event().equals("message")) {
                        into.add(event.json().path("data").asInt());
                    } else if (event.event().equals("gap")) {
                        into.add(-2);
                    }
                }
            });
        }
    }

    /** The hub is away at times. */
    private static void untilItWorks(Runnable attempt) {
        while (true) {
            try {
                attempt.run();
                return;
            } catch (UncheckedIOException | AssertionError e) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }
}
