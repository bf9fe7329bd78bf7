package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An overload of a real hub: by readers that do not read, so that too much is queued for them. */
class LoadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int RECEIVE_BUFFER = 4 << 10;
    private static final String PADDING = "x".repeat(50_000);
    private static final int MESSAGES = 40;

    private static JsonNode load(Connection admin) {
        HttpAnswer answer = admin.request(TestHub.get("/debug/load"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static void awaitLevel(Connection admin, String level) {
        await("level " + level)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> load(admin).path("level").asText(), level::equals);
    }

    private static void publish(TestHub hub, int number) {
        hub.publish("t", "[" + number + ",\"" + PADDING + "\"]");
    }

    @Test
    void refusesNewWorkAndGoesOnWithTheOld() {
        try (TestHub hub =
                TestHub.start("load.queued", "1MiB", "net.write-buffer", "4MiB", "net.send-buffer", "16KiB")) {
            Connection admin = hub.connectAdmin();
            WsClient quick = hub.welcomed("/ws?topic=t");
            WsClient slow = WsClient.over(hub.connect(RECEIVE_BUFFER), "/ws?topic=t");
            slow.next("welcome");
            awaitLevel(admin, "normal");

            for (int i = 0; i < MESSAGES; i++) {
                publish(hub, i);
            }
            awaitLevel(admin, "refuse");
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(quick.next("message").path("data").get(0).asInt()).isEqualTo(i);
            }

            assertThat(load(admin).path("because").asText()).isEqualTo("queued_bytes");
            HttpAnswer ready = admin.request(TestHub.get("/health/ready"));
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.field("reason")).isEqualTo("load level refuse: queued_bytes");
            JsonNode refused = quick.ask("1", "{'type':'subscribe','id':1,'topic':'other'}");
            assertThat(refused.path("code").asText()).isEqualTo("overloaded");
            assertThat(admin.request(TestHub.get("/metrics")).body())
                    .contains(
                            "hub_load_level 2.0", "hub_refused_total{reason=\"queued_bytes\",work=\"subscribe\"} 1.0");

            for (int i = 0; i < MESSAGES; i++) {
                assertThat(slow.next("message").path("data").get(0).asInt())
                        .as("it gets all that was published")
                        .isEqualTo(i);
            }
            awaitLevel(admin, "normal");
            assertThat(quick.ask("2", "{'type':'subscribe','id':2,'topic':'other'}")
                            .path("type")
                            .asText())
                    .isEqualTo("ok");
            publish(hub, MESSAGES);
            assertThat(quick.next("message").path("data").get(0).asInt()).isEqualTo(MESSAGES);
            assertThat(admin.request(TestHub.get("/health/ready")).status()).isEqualTo(200);
        }
    }

    @Test
    void holdsPublishersToTheConfiguredRate() {
        try (TestHub hub = TestHub.start("load.publish-rate", "1")) {
            hub.publish("t", "1");
            Connection connection = hub.connect();
            HttpAnswer answer = connection.request(TestHub.post("/topics/t", "application/json", "2", ""));
            while (answer.status() == 200) {
                answer = connection.request(TestHub.post("/topics/t", "application/json", "2", ""));
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.field("code")).isEqualTo("rate_limited");
            assertThat(answer.header("retry-after")).isNotEmpty();
        }
    }

    @Test
    void whoIsTurnedAwayReadsWhyThoughItWasSending() {
        try (TestHub hub = TestHub.start("load.connect-rate", "1", "limits.max-batch", "1KiB")) {
            String request = TestHub.post("/topics/t", "application/json", "1".repeat(12 << 20), "");
            HttpAnswer answer;
            do {
                // Sending so much can take as long as it takes until another one may come.
                for (int i = 0; i < 20; i++) {
                    hub.connect().close();
                }
                answer = hub.connect().request(request);
            } while (answer.status() == 413);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.field("code")).isEqualTo("rate_limited");
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }
}
