package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Thousands of connections, over every transport, that end in every rude way while messages flow. Nothing stays. */
class ChurnIT {
    private static final int THREADS = 4;
    private static final int EACH = 750;

    @Test
    void leavesNothingBehind() throws InterruptedException {
        try (TestHub hub = TestHub.start(
                "limits.handshake-timeout", "2s", "limits.close-timeout", "500ms", "limits.stall-timeout", "2s")) {
            hub.connect().request(TestHub.get("/nowhere"));
            WsClient healthy = hub.welcomed("/ws?topic=healthy");
            long files = openFiles();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicBoolean over = new AtomicBoolean();
            Thread publisher = start(failure, () -> publish(hub, over));
            List<Thread> crowd = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                crowd.add(start(failure, () -> churn(hub, random)));
            }
            for (Thread thread : crowd) {
                thread.join();
            }
            over.set(true);
            publisher.join();
            assertThat(failure.get()).isNull();

            hub.publish("healthy", "\"still here\"");
            assertThat(healthy.next("message").path("data").asText()).isEqualTo("still here");
            hub.awaitCensus(
                    "only the healthy one is left",
                    c -> c.subscriptions() == 1
                            && c.loopTopics() == 1
                            && c.publicConnections() <= 2
                            && c.handshakes() == 0
                            && c.runBytes() == 0
                            && c.interests() == 1);
            assertThat(hub.census().sweeps())
                    .as("one a loop, that of the admin listener too")
                    .isEqualTo(Runtime.getRuntime().availableProcessors() + 1);
            await("files are closed").until(() -> openFiles() <= files);
        }
        await("buffers are given back").until(() -> pinnedMemory() == 0);
    }

    private static void publish(TestHub hub, AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            hub.publishNumbers("churn." + i % 5, i, i + 20);
        }
    }

    private static void churn(TestHub hub, Random random) {
        for (int i = 0; i < EACH; i++) {
            // Kept open by nobody but this method, so that an end is an end.
            Connection connection = Connection.open(hub.server().publicAddress());
            connection.trySend(beginning(random));
            if (random.nextInt(3) > 0) {
                read(connection, random);
            }
            end(connection, random);
        }
    }

    /** A stream of some kind on some topic, or a part of what asks for one; perhaps with something behind it. */
    private static byte[] beginning(Random random) {
        String topic = List.of("churn." + random.nextInt(5), "churn.*", "churn.**", "churn.1&topic=churn.*")
                .get(random.nextInt(4));
        String events = "GET /events?last=50&topic=" + topic + " HTTP/1.1\r\nHost: h\r\nAccept: ";
        String text = switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> events + "text/event-stream\r\n\r\n";
            case 2 -> events + "application/x-ndjson\r\n\r\n";
            case 3 ->
                TestHub.post("/topics/churn.1", "application/json", "1", "").repeat(3);
            default -> WsClient.upgradeRequest("/ws?topic=" + topic);
        };
        byte[] head = text.getBytes(StandardCharsets.US_ASCII);
        byte[] more = text.contains("websocket") ? frames(random) : new byte[0];
        int length = head.length + more.length;
        byte[] all = Arrays.copyOf(head, length);
        System.arraycopy(more, 0, all, head.length, more.length);
        // One in four breaks off somewhere: in the handshake or in a frame.
        return random.nextInt(4) == 0 ? Arrays.copyOf(all, random.nextInt(length + 1)) : all;
    }

    private static byte[] frames(Random random) {
        String frame = switch (random.nextInt(5)) {
            case 0 -> "{\"type\":\"subscribe\",\"id\":1,\"topic\":\"churn.2\",\"last\":100}";
            case 1 -> "{\"type\":\"publish\",\"id\":2,\"topic\":\"churn.3\",\"data\":[1]}";
            case 2 -> "{\"type\":\"unsubscribe\",\"id\":3,\"topic\":\"churn.*\"}";
            case 3 -> "nonsense";
            default -> "";
        };
        int first = random.nextInt(6) == 0 ? 0x02 : 0x81;
        return frame.isEmpty() ? new byte[0] : WsClient.frame(first, frame.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes a little of what comes, if anything does. */
    private static void read(Connection connection, Random random) {
        connection.readWhatIsThere(random.nextInt(4_000));
    }

    private static void end(Connection connection, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> connection.close();
            case 1 -> {
                connection.halfClose();
                connection.close();
            }
            case 2 -> {
                connection.trySend(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
                connection.close();
            }
            default -> connection.reset();
        }
    }

    private static Thread start(AtomicReference<Throwable> failure, Runnable task) {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
        thread.start();
        return thread;
    }

    private static long openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }

    private static long pinnedMemory() {
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() + PooledByteBufAllocator.DEFAULT.pinnedHeapMemory();
    }
}
