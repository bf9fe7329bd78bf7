package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What {@code /debug/loops} says of the only loop there is, while that answers nobody. */
class LoopsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    /** Late from 100 ms on. */
    private static TestHub start() {
        return TestHub.start("net.event-loops", "1", "load.loop-delay", "1s");
    }

    private static EventLoop loop(TestHub hub) {
        return hub.server().wiring().loops.serving().get(0).eventLoop();
    }

    private static JsonNode row(Connection admin) {
        HttpAnswer answer = admin.request(TestHub.get("/debug/loops"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode loops = Json.parse(answer.body()).path("loops");
        assertThat(loops).hasSize(1);
        return loops.get(0);
    }

    private static JsonNode awaitVerdict(Connection admin, String verdict) {
        return await(verdict)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> row(admin), row -> row.path("verdict").asText().equals(verdict));
    }

    @Test
    void aLoopThatWaitsForALockIsBlocked() throws InterruptedException {
        try (TestHub hub = start()) {
            Connection admin = hub.connectAdmin();
            Object lock = new Object();
            CountDownLatch there = new CountDownLatch(1);
            synchronized (lock) {
                loop(hub).execute(() -> {
                    there.countDown();
                    synchronized (lock) {
                        lock.notifyAll();
                    }
                });
                there.await();
                JsonNode row = awaitVerdict(admin, "blocked");
                assertThat(row.path("loop").asText()).startsWith("hub-loop");
                assertThat(row.path("state").asText()).isEqualTo("BLOCKED");
                assertThat(row.path("waitsFor").asText()).startsWith("java.lang.Object@");
                assertThat(row.path("heldBy").asText())
                        .isEqualTo(Thread.currentThread().getName());
                assertThat(row.path("stack").asText()).contains("LoopsIT");
                assertThat(row.path("worstMicros").asLong()).isPositive();
                assertThat(row.path("queuedTasks").asInt()).isPositive();
            }
            JsonNode after = await("it answers again")
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> row(admin), row -> row.path("state").isNull());
            assertThat(after.path("verdict").asText()).as("in this window").isEqualTo("blocked");
        }
    }

    @Test
    void aLoopThatWorksWithoutEndIsBusy() {
        AtomicBoolean enough = new AtomicBoolean();
        try (TestHub hub = start()) {
            Connection admin = hub.connectAdmin();
            loop(hub).execute(() -> {
                while (!enough.get()) {
                    Thread.onSpinWait();
                }
            });
            JsonNode row = awaitVerdict(admin, "busy");
            assertThat(row.path("state").asText()).isEqualTo("RUNNABLE");
            assertThat(row.path("worstCpuPercent").asInt()).isPositive();
            assertThat(admin.request(TestHub.get("/debug/loops?form=html")).body())
                    .contains("<td>busy</td>");
            enough.set(true);
        } finally {
            enough.set(true);
        }
    }

    @Test
    void connectionsAreCountedWithoutAskingTheLoop() {
        try (TestHub hub = start()) {
            Connection admin = hub.connectAdmin();
            hub.welcomed("/ws?topic=a");
            hub.welcomed("/ws?topic=b");
            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> row(admin).path("connections").asInt(), count -> count == 2);
        }
    }
}
