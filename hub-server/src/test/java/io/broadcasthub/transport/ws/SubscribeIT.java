package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a subscription delivers, from where, and what it says about what it cannot. */
class SubscribeIT {
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start("topics", "[{match: 'short.**', history: {messages: 3}}]");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode subscribe(WsClient client, String topic, String more) {
        return client.ask("sub", "{'type':'subscribe','id':'sub','topic':'" + topic + "'" + more + "}");
    }

    private static long offset(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
    }

    @Test
    void deliversWhatTheQueryNames() {
        try (WsClient client = hub.welcomed("/ws?topic=query.a&topic=query.b.*")) {
            String first = hub.publish("query.a", "{\"x\": 1}");
            JsonNode message = client.next("message");
            assertThat(message.path("topic").asText()).isEqualTo("query.a");
            assertThat(message.path("id").asText()).isEqualTo(first);
            assertThat(message.path("data").path("x").asInt()).isEqualTo(1);
            assertThat(message.path("time").asLong()).isPositive();
            assertThat(message.has("pattern")).isFalse();

            hub.publish("query.b.c", "2");
            JsonNode matched = client.next("message");
            assertThat(matched.path("topic").asText()).isEqualTo("query.b.c");
            assertThat(matched.path("pattern").asText()).isEqualTo("query.b.*");
        }
    }

    @Test
    void deliversThroughEachSubscriptionOnce() {
        try (WsClient client = hub.welcomed("/ws?topic=both.a.*&topic=both.a.b&topic=both.**")) {
            for (int i = 0; i < 3; i++) {
                hub.publish("both.a.b", Integer.toString(i));
                assertThat(new String[] {subscription(client), subscription(client), subscription(client)})
                        .containsExactlyInAnyOrder("both.a.*:" + i, "both.a.b:" + i, "both.**:" + i);
            }
            client.ask("p", "{'type':'ping','id':'p'}");
            assertThat(client.log()).as("welcome, nine messages, pong").hasSize(11);
        }
    }

    private static String subscription(WsClient client) {
        JsonNode message = client.next("message");
        String through = message.has("pattern")
                ? message.path("pattern").asText()
                : message.path("topic").asText();
        return through + ':' + message.path("data").asText();
    }

    @Test
    void passesOnKeyAndTraceAndTheBytesOfThePayload() {
        try (WsClient client = hub.welcomed("/ws?topic=verbatim")) {
            String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
            hub.publish("verbatim", "{\"n\":1.50, \"u\":\"\\u00e9\"}", "Hub-Key: k\r\ntraceparent: " + trace + "\r\n");
            JsonNode message = client.next("message");
            assertThat(message.path("key").asText()).isEqualTo("k");
            assertThat(message.path("trace").asText()).isEqualTo(trace);
            assertThat(client.log().get(1).text()).contains("\"data\":{\"n\":1.50, \"u\":\"\\u00e9\"}");
        }
    }

    @Test
    void tellsTheNewestIdAndReplaysTheLast() {
        try (WsClient early = hub.welcomed("/ws")) {
            assertThat(subscribe(early, "last", "").has("at")).isFalse();
        }
        hub.publishNumbers("last", 1, 6);
        try (WsClient client = hub.welcomed("/ws")) {
            JsonNode ok = subscribe(client, "last", ",'last':2");
            assertThat(offset(ok.path("at").asText())).isEqualTo(5);
            assertThat(ok.has("recovered")).isFalse();
            assertThat(client.next("message").path("data").asInt()).isEqualTo(4);
            assertThat(client.next("message").path("data").asInt()).isEqualTo(5);
            hub.publish("last", "6");
            assertThat(client.next("message").path("data").asInt()).isEqualTo(6);
        }
    }

    @Test
    void repliesAllThereIsWhenMoreIsAskedFor() {
        hub.publishNumbers("short.few", 0, 5);
        try (WsClient client = hub.welcomed("/ws")) {
            subscribe(client, "short.few", ",'last':100");
            assertThat(client.next("message").path("data").asInt()).isEqualTo(2);
        }
    }

    @Test
    void resumesAfterAnIdWithoutLossOrRepetition() {
        String first = hub.publish("resume", "1");
        hub.publishNumbers("resume", 2, 200);
        try (WsClient client = hub.welcomed("/ws")) {
            JsonNode ok = subscribe(client, "resume", ",'after':'" + first + "'");
            assertThat(ok.path("recovered").asBoolean()).isTrue();
            for (int i = 2; i < 200; i++) {
                assertThat(client.next("message").path("data").asInt()).isEqualTo(i);
            }
            String last = hub.publish("resume", "200");
            assertThat(client.next("message").path("id").asText()).isEqualTo(last);
            client.ask("u", "{'type':'unsubscribe','id':'u','topic':'resume'}");
            ok = subscribe(client, "resume", ",'after':'" + last + "'");
            assertThat(ok.path("recovered").asBoolean())
                    .as("nothing was missed")
                    .isTrue();
            client.ask("p", "{'type':'ping','id':'p'}");
        }
    }

    @Test
    void resumesAPattern() {
        try (WsClient client = hub.welcomed("/ws?topic=wild.*")) {
            hub.publish("wild.a", "1");
            String position = client.next("message").path("id").asText();
            client.ask("u", "{'type':'unsubscribe','id':'u','topic':'wild.*'}");
            hub.publish("wild.b", "2");
            hub.publish("wild.c", "3");
            assertThat(subscribe(client, "wild.*", ",'after':'" + position + "'")
                            .path("recovered")
                            .asBoolean())
                    .isTrue();
            assertThat(client.next("message").path("topic").asText()).isEqualTo("wild.b");
            assertThat(client.next("message").path("topic").asText()).isEqualTo("wild.c");
        }
    }

    @Test
    void tellsOfWhatExpired() {
        String first = hub.publish("short.expired", "1");
        hub.publishNumbers("short.expired", 2, 10);
        try (WsClient client = hub.welcomed("/ws")) {
            JsonNode ok = subscribe(client, "short.expired", ",'after':'" + first + "'");
            assertThat(ok.path("recovered").asBoolean(true)).isFalse();
            JsonNode gap = client.next("gap");
            assertThat(gap.path("reason").asText()).isEqualTo("expired");
            assertThat(gap.path("after").asText()).isEqualTo(first);
            assertThat(offset(gap.path("next").asText())).isEqualTo(7);
            assertThat(client.next("message").path("id").asText())
                    .isEqualTo(gap.path("next").asText());
        }
    }

    @Test
    void tellsOfARestart() {
        hub.publish("restarted", "1");
        try (WsClient client = hub.welcomed("/ws")) {
            JsonNode ok = subscribe(client, "restarted", ",'after':'another-epoch:7'");
            assertThat(ok.path("recovered").asBoolean(true)).isFalse();
            JsonNode gap = client.next("gap");
            assertThat(gap.path("reason").asText()).isEqualTo("restarted");
            assertThat(gap.path("topic").asText()).isEqualTo("restarted");
            assertThat(client.next("message").path("id").asText())
                    .isEqualTo(gap.path("next").asText());
        }
    }

    @Test
    void tellsOfARestartWhereThePositionIsAhead() {
        String id = hub.publish("ahead", "1");
        String ahead = id.substring(0, id.lastIndexOf(':')) + ":99";
        try (WsClient client = hub.welcomed("/ws")) {
            assertThat(subscribe(client, "ahead", ",'after':'" + ahead + "'")
                            .path("recovered")
                            .asBoolean(true))
                    .isFalse();
            assertThat(client.next("gap").path("reason").asText()).isEqualTo("restarted");
        }
    }

    @Test
    void deliversNothingAfterUnsubscribe() {
        try (WsClient client = hub.welcomed("/ws?topic=left")) {
            client.ask("u", "{'type':'unsubscribe','id':'u','topic':'left'}");
            hub.publish("left", "1");
            client.ask("p", "{'type':'ping','id':'p'}");
            assertThat(client.log()).as("welcome, ok, pong").hasSize(3);
        }
    }

    @Test
    void publishesOnceForEachDedupeName() {
        try (WsClient client = hub.welcomed("/ws?topic=dedupe")) {
            String publish = "{'type':'publish','id':'%s','topic':'dedupe','data':%s,'dedupe':'d'}";
            String at = client.ask("1", publish.formatted("1", "1")).path("at").asText();
            assertThat(client.ask("2", publish.formatted("2", "2")).path("at").asText())
                    .isEqualTo(at);
            assertThat(client.ask("3", publish.formatted("3", "3").replace("'d'", "'e'"))
                            .path("at")
                            .asText())
                    .isNotEqualTo(at);
            client.ask("p", "{'type':'ping','id':'p'}");
            assertThat(client.log().stream().filter(f -> f.text().contains("\"message\"")))
                    .hasSize(2);
        }
    }
}
