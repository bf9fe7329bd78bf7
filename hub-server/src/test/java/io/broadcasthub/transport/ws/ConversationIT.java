package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and answers over a real WebSocket: every type, every typed error, one answer an id. */
class ConversationIT {
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                "heartbeat", "25s",
                "limits.max-topics", "4",
                "limits.max-message", "4KiB",
                "limits.max-errors", "5");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void welcomesBeforeAnythingElse() {
        try (WsClient client = hub.ws("/ws?topic=welcomed")) {
            JsonNode welcome = client.next("welcome");
            assertThat(welcome.path("session").asText()).isNotEmpty();
            assertThat(welcome.path("version").asText()).isNotEmpty();
            assertThat(welcome.path("heartbeat").asInt()).isEqualTo(25);
            assertThat(welcome.path("maxFrame").asInt()).isEqualTo(4096);
        }
    }

    @Test
    void sessionsHaveNamesOfTheirOwn() {
        try (WsClient one = hub.ws("/ws");
                WsClient other = hub.ws("/ws")) {
            assertThat(one.next("welcome").path("session"))
                    .isNotEqualTo(other.next("welcome").path("session"));
        }
    }

    @Test
    void agreesToTheSubprotocolOnlyWhereItIsOffered() {
        try (WsClient offering = hub.ws("/ws", "Sec-WebSocket-Protocol: other, hub.v1.json");
                WsClient silent = hub.ws("/ws")) {
            assertThat(offering.handshake().header("Sec-WebSocket-Protocol")).isEqualTo("hub.v1.json");
            assertThat(silent.handshake().has("Sec-WebSocket-Protocol")).isFalse();
        }
    }

    @Test
    void refusesAnUnknownSubprotocol() {
        assertThat(WsClient.handshake(hub.connect(), "/ws", "Sec-WebSocket-Protocol: hub.v9.cbor")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesAForeignOriginBeforeTheUpgrade() {
        assertThat(WsClient.handshake(hub.connect(), "/ws", "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        try (WsClient same = hub.ws("/ws", "Origin: http://hub.test")) {
            same.next("welcome");
        }
    }

    @Test
    void answersEveryRequestOnceAndInOrder() {
        try (WsClient client = hub.welcomed("/ws")) {
            client.send("{'type':'ping','id':1}");
            client.send("{'type':'subscribe','id':'two','topic':'once'}");
            client.send("{'type':'publish','id':3,'topic':'once','data':{'a':[1,2]}}");
            client.send("{'type':'unsubscribe','id':'four','topic':'once'}");
            client.send("{'type':'presence','id':5,'topic':'once'}");
            client.send("{'type':'auth','id':6,'token':'secret'}");
            client.send("{'type':'ping','id':'seven'}");
            List<String> answers = new ArrayList<>();
            JsonNode frame;
            do {
                frame = client.next();
                if (!frame.path("type").asText().equals("message")) {
                    answers.add(frame.path("type").asText() + frame.path("id").asText());
                }
            } while (!frame.path("id").asText().equals("seven"));
            assertThat(answers).containsExactly("pong1", "oktwo", "ok3", "okfour", "error5", "error6", "pongseven");
        }
    }

    @Test
    void answersNothingToARequestWithoutAnId() {
        try (WsClient client = hub.welcomed("/ws")) {
            client.send("{'type':'subscribe','topic':'quiet'}");
            client.send("{'type':'unsubscribe','topic':'quiet'}");
            client.send("{'type':'publish','topic':'quiet','data':1}");
            assertThat(client.ask("1", "{'type':'ping','id':1}").path("type").asText())
                    .isEqualTo("pong");
            assertThat(client.log()).hasSize(2);
        }
    }

    @Test
    void complainsOfARequestWithoutAnId() {
        try (WsClient client = hub.welcomed("/ws")) {
            client.send("{'type':'unsubscribe','topic':'never-was'}");
            JsonNode error = client.next("error");
            assertThat(error.path("code").asText()).isEqualTo("not_subscribed");
            assertThat(error.has("id")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad_request     | {'type':'subscribe','id':1}",
                "bad_request     | {'type':'subscribe','id':1,'topic':7}",
                "bad_request     | {'type':'subscribe','id':1,'topic':'a','after':'nonsense'}",
                "bad_request     | {'type':'subscribe','id':1,'topic':'a','last':-1}",
                "bad_request     | {'type':'subscribe','id':1,'topic':'a','last':1,'after':'e:1'}",
                "bad_request     | {'type':'subscribe','id':1,'topic':'a','lost':1}",
                "bad_request     | {'type':'publish','id':1,'topic':'a'}",
                "bad_request     | {'id':1}",
                "unknown_type    | {'type':'dance','id':1}",
                "invalid_topic   | {'type':'subscribe','id':1,'topic':'a..b'}",
                "invalid_topic   | {'type':'subscribe','id':1,'topic':'**.a'}",
                "invalid_topic   | {'type':'publish','id':1,'topic':'a.*','data':1}",
                "not_subscribed  | {'type':'unsubscribe','id':1,'topic':'a'}",
                "forbidden       | {'type':'publish','id':1,'topic':'$hub.x','data':1}",
                "unavailable     | {'type':'presence','id':1,'topic':'a'}",
                "unavailable     | {'type':'auth','id':1,'token':'t'}",
            })
    void refusesWithATypedErrorAndStays(String code, String request) {
        try (WsClient client = hub.welcomed("/ws")) {
            JsonNode error = client.ask("1", request);
            assertThat(error.path("type").asText()).isEqualTo("error");
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("message").asText()).isNotBlank();
            client.ask("2", "{'type':'ping','id':2}");
        }
    }

    @Test
    void refusesASecondSubscribe() {
        try (WsClient client = hub.welcomed("/ws?topic=twice")) {
            JsonNode error = client.ask("1", "{'type':'subscribe','id':1,'topic':'twice'}");
            assertThat(error.path("code").asText()).isEqualTo("already_subscribed");
            assertThat(error.path("topic").asText()).isEqualTo("twice");
        }
    }

    @Test
    void refusesMoreTopicsThanAllowed() {
        try (WsClient client = hub.welcomed("/ws?topic=t1&topic=t2&topic=t3&topic=t4")) {
            JsonNode error = client.ask("1", "{'type':'subscribe','id':1,'topic':'t5'}");
            assertThat(error.path("code").asText()).isEqualTo("too_many_topics");
            assertThat(error.path("topic").asText()).isEqualTo("t5");
        }
        assertThat(WsClient.handshake(hub.connect(), "/ws?topic=1&topic=2&topic=3&topic=4&topic=5")
                        .status())
                .isEqualTo(429);
    }
}
