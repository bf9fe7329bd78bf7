package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one client may do only so often, and the node hold only so much of. */
class RateIT {
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start("limits.subscribe-rate", "1", "limits.max-topics", "4", "history.max-topics", "20");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode firstRefusal(WsClient client, IntFunction<String> request) {
        JsonNode answer = client.ask("0", request.apply(0));
        for (int i = 1; answer.path("type").asText().equals("ok") && i < 1000; i++) {
            answer = client.ask(Integer.toString(i), request.apply(i));
        }
        return answer;
    }

    @Test
    void slowsDownThoseWhoSubscribeTooOften() {
        try (WsClient client = hub.welcomed("/ws")) {
            JsonNode refusal = firstRefusal(
                    client,
                    i -> i % 2 == 0
                            ? "{'type':'subscribe','id':" + i + ",'topic':'often'}"
                            : "{'type':'unsubscribe','id':" + i + ",'topic':'often'}");
            assertThat(refusal.path("code").asText()).isEqualTo("rate_limited");
            assertThat(refusal.path("id").asInt()).as("a burst is allowed").isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void refusesTopicsBeyondTheNodesRoom() {
        try (WsClient client = hub.welcomed("/ws")) {
            JsonNode refusal =
                    firstRefusal(client, i -> "{'type':'publish','id':" + i + ",'topic':'room." + i + "','data':0}");
            assertThat(refusal.path("code").asText()).isEqualTo("overloaded");
        }
    }

    @Test
    void endsAFloodOfControlFrames() {
        WsClient client = hub.welcomed("/ws").mute();
        byte[] ping = WsClient.frame(WsFrame.FIN | WsFrame.PING, new byte[0]);
        byte[] flood = new byte[ping.length * 200];
        for (int i = 0; i < flood.length; i += ping.length) {
            System.arraycopy(ping, 0, flood, i, ping.length);
        }
        client.connection().send(flood);
        assertThat(client.awaitType("bye").path("code").asInt()).isEqualTo(4104);
        assertThat(client.awaitClose()).isEqualTo(4104);
    }
}
