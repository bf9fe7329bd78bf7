package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.config.HubConfig;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HeldEngine;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A hub that stops answers the publishes it has taken, also those that wait for the engine, before it says goodbye. */
class InFlightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private HeldEngine engine;

    private TestHub start(String deadline) {
        HubConfig config =
                TestHub.config("net.event-loops", "1", "limits.close-timeout", "200ms", "drain.deadline", deadline);
        Platform platform = Platform.of(config.net());
        engine = new HeldEngine(Engines.create(config, platform.environment()));
        return TestHub.of(HubServer.start(config, platform, () -> engine));
    }

    @Test
    void isAnsweredBeforeTheGoodbye() {
        try (TestHub hub = start("5m")) {
            WsClient bystander = hub.welcomed("/ws");
            WsClient ws = hub.welcomed("/ws");
            ws.send("{'type':'publish','id':1,'topic':'t','data':1}");
            Connection http = hub.connect();
            http.send(TestHub.post("/topics/t", "application/json", "2", ""));
            Connection batch = hub.connect();
            batch.send(TestHub.post("/topics", "application/x-ndjson", "{\"topic\":\"t\",\"data\":3}\n", ""));
            Connection arriving = hub.connect();
            String late = TestHub.post("/topics/t", "application/json", "44", "");
            arriving.send(late.substring(0, late.length() - 1));
            hub.awaitCensus("all are there", c -> c.publicConnections() == 5);
            await().until(() -> engine.held() == 3);

            CompletionStage<Void> stopped = hub.server().stop();
            // The oldest is told last, so the others are when it is.
            assertThat(bystander.awaitType("bye").path("code").asInt()).isEqualTo(1012);
            arriving.send("4");
            await().until(() -> engine.held() == 4);
            engine.release();

            assertThat(ws.next("ok").path("at").asText()).isNotEmpty();
            assertThat(ws.next("bye").path("code").asInt()).isEqualTo(1012);
            assertThat(ws.awaitClose()).isEqualTo(1012);
            for (Connection connection : new Connection[] {http, batch, arriving}) {
                HttpAnswer answer = connection.answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"id\":");
                assertThat(answer.header("connection")).isEqualTo("close");
                assertThat(connection.untilClosed()).isEmpty();
            }
            assertThat(stopped).succeedsWithin(PATIENCE);
            hub.stop();
        }
    }

    @Test
    void isWaitedForNoLongerThanTheDeadline() {
        try (TestHub hub = start("500ms")) {
            WsClient ws = hub.welcomed("/ws");
            ws.send("{'type':'publish','id':1,'topic':'t','data':1}");
            Connection http = hub.connect();
            http.send(TestHub.post("/topics/t", "application/json", "2", ""));
            await().until(() -> engine.held() == 2);

            assertThat(hub.server().stop()).succeedsWithin(PATIENCE);

            assertThat(ws.next("bye").has("retryAfter")).as("told all the same").isTrue();
            assertThat(http.untilClosed()).isEmpty();
            hub.stop();
        }
    }
}
