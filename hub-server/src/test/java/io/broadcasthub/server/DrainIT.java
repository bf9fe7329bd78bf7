package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The orderly end: everybody is told, nobody is waited for longer than the deadline, nothing is left. */
class DrainIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void tellsEverybodyWhenToComeBack() {
        try (TestHub hub = TestHub.start("drain.accept-rate", "1", "drain.away", "10m", "drain.spread", "3s")) {
            WsClient ws = hub.welcomed("/ws?topic=a");
            EventStream sse = hub.events("/events?topic=a");
            EventStream ndjson = hub.events("/events?topic=a", "Accept: application/x-ndjson");
            Connection idle = hub.connect();
            assertThat(idle.request(TestHub.get("/nowhere")).status()).isEqualTo(404);
            Connection silent = hub.connect();
            hub.awaitCensus("all are there", c -> c.publicConnections() == 5 && c.subscriptions() == 3);

            CompletionStage<Void> closed = hub.server().stop();

            assertRestart(ws.next("bye"));
            assertThat(ws.nextFrame().closeCode()).isEqualTo(1012);
            ws.sendClose(1012);
            assertThat(ws.connection().untilClosed()).isEmpty();
            var bye = sse.await("bye");
            assertRestart(bye.json());
            assertThat(bye.retry()).isEqualTo(bye.json().path("retryAfter").asText());
            assertThat(sse.connection().untilClosed())
                    .as("the body ends in good order")
                    .isEqualTo("\r\n0\r\n\r\n");
            String line = ndjson.line();
            while (line.contains("heartbeat")) {
                line = ndjson.line();
            }
            assertRestart(Json.parse(line));
            assertThat(idle.untilClosed()).isEmpty();
            assertThat(silent.untilClosed()).isEmpty();
            assertThat(closed).succeedsWithin(PATIENCE);
            assertThat(hub.server().closed()).isCompleted();
            hub.stop();
        }
    }

    private static void assertRestart(JsonNode bye) {
        assertThat(bye.path("type").asText()).isEqualTo("bye");
        assertThat(bye.path("code").asInt()).isEqualTo(1012);
        // Of the ten minutes may be over what the end took until then.
        assertThat(bye.path("retryAfter").asInt(-1)).isBetween(540_000, 604_000);
    }

    @Test
    void isNotReadyAndTakesNobodyWhileItDrains() {
        try (TestHub hub = TestHub.start("limits.close-timeout", "1m", "drain.deadline", "10m")) {
            Connection admin = hub.connectAdmin();
            assertThat(admin.request(TestHub.get("/health/ready")).status()).isEqualTo(200);
            WsClient holdsUp = hub.welcomed("/ws?topic=a");

            CompletionStage<Void> closed = hub.server().stop();

            holdsUp.awaitClose();
            HttpAnswer ready = admin.request(TestHub.get("/health/ready"));
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("draining");
            assertThat(admin.request(TestHub.get("/health/live")).status()).isEqualTo(200);
            assertThatThrownBy(hub::connect).isInstanceOf(UncheckedIOException.class);
            assertThat(closed.toCompletableFuture())
                    .as("waits for the close's answer")
                    .isNotDone();
            holdsUp.sendClose(1012);
            assertThat(closed).succeedsWithin(PATIENCE);
            hub.stop();
        }
    }

    @Test
    void cutsOffWhoDoesNotAnswerAtTheDeadline() {
        try (TestHub hub = TestHub.start("drain.deadline", "300ms", "limits.close-timeout", "270ms")) {
            WsClient mute = hub.welcomed("/ws?topic=a");
            assertThat(hub.server().stop()).succeedsWithin(PATIENCE);
            mute.awaitClose();
            assertThat(mute.connection().untilClosed()).isEmpty();
            hub.stop();
        }
    }

    @Test
    void cutsOffWhoDoesNotAnswerAtTheCloseTimeout() {
        try (TestHub hub = TestHub.start("drain.deadline", "10m", "limits.close-timeout", "200ms")) {
            hub.welcomed("/ws?topic=a");
            assertThat(hub.server().stop()).succeedsWithin(PATIENCE);
            hub.stop();
        }
    }

    @Test
    void stopsOnceHoweverOftenItIsTold() {
        try (TestHub hub = TestHub.start()) {
            CompletionStage<Void> first = hub.server().stop();
            CompletionStage<Void> second = hub.server().stop();
            assertThat(first).succeedsWithin(PATIENCE);
            assertThat(second).succeedsWithin(PATIENCE);
            hub.stop();
        }
    }

    @Test
    void leavesNothingWhereItCouldNotStart() {
        try (TestHub hub = TestHub.start()) {
            String taken = "127.0.0.1:" + hub.server().publicAddress().getPort();
            assertThatThrownBy(() -> TestHub.start("listen", taken)).hasMessageContaining("cannot listen on");
        }
    }

    @Test
    void stopsManyTimesInOneProcess() {
        for (int i = 0; i < 5; i++) {
            try (TestHub hub = TestHub.start("net.event-loops", Integer.toString(i + 1))) {
                WsClient client = hub.welcomed("/ws?topic=a.*");
                hub.publish("a.b", "1");
                client.next("message");
            }
        }
    }
}
