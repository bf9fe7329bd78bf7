package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic with a batch time: every transport gets everything once, in order, and nothing of the wait is left behind. */
class BatchIT {
    private static final int MESSAGES = 40;

    private static TestHub start(String batch) {
        return TestHub.start("topics", "[{match: slow.*, batch: " + batch + "}]");
    }

    private static Supplier<Integer> numbers(TestHub hub, String transport) {
        if (transport.equals("ws")) {
            WsClient client = hub.welcomed("/ws?topic=slow.a");
            return () -> client.next("message").path("data").asInt();
        }
        if (transport.equals("sse")) {
            EventStream stream = hub.events("/events?topic=slow.a");
            return () -> stream.message().json().path("data").asInt();
        }
        EventStream lines = hub.events("/events?topic=slow.a", "Accept: application/x-ndjson");
        return () -> {
            var line = Json.parse(lines.line());
            while (!line.path("type").asText().equals("message")) {
                line = Json.parse(lines.line());
            }
            return line.path("data").asInt();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "sse", "ndjson"})
    void everythingArrivesOnceInOrder(String transport) {
        try (TestHub hub = start("30ms")) {
            Supplier<Integer> subscriber = numbers(hub, transport);
            hub.awaitCensus("subscribed", c -> c.subscriptions() == 1);
            for (int i = 0; i < MESSAGES; i++) {
                hub.publish("slow.a", String.valueOf(i)); // some share a wait, some do not
            }
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(subscriber.get()).isEqualTo(i);
            }
        }
    }

    @Test
    void aHubThatEndsMeanwhileLeavesNoTimer() throws Exception {
        try (TestHub hub = start("1s")) {
            WsClient client = hub.welcomed("/ws?topic=slow.a&topic=other");
            hub.awaitCensus("subscribed", c -> c.subscriptions() == 2);
            hub.publish("slow.a", "1");
            hub.publish("other", "2");
            assertThat(client.next("message").path("topic").asText())
                    .as("another topic does not wait")
                    .isEqualTo("other");
            client.close();
            hub.awaitEmpty();
            List<Mismatch> mismatches = hub.server()
                    .wiring()
                    .auditor
                    .audit()
                    .get(60, TimeUnit.SECONDS)
                    .mismatches();
            assertThat(mismatches).isEmpty();
        }
    }
}
