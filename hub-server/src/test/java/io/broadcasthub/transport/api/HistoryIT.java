package io.broadcasthub.transport.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading what is retained, a page at a time. */
class HistoryIT {
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start("topics", "[{match: 'short', history: {messages: 3}}]");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode page(String target) {
        HttpAnswer answer = hub.connect().request(TestHub.get(target));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    @Test
    void pagesThroughEverythingOnce() {
        hub.publishNumbers("paged", 0, 25);
        String after = "";
        int expected = 0;
        while (expected < 25) {
            JsonNode page = page("/topics/paged/messages?limit=10&after=" + after);
            assertThat(page.path("complete").asBoolean()).isTrue();
            assertThat(page.path("at").asText()).endsWith(":25");
            assertThat(page.path("messages")).isNotEmpty().hasSizeLessThanOrEqualTo(10);
            for (JsonNode message : page.path("messages")) {
                assertThat(message.path("data").asInt()).isEqualTo(expected++);
                after = message.path("id").asText();
            }
        }
        assertThat(page("/topics/paged/messages?after=" + after).path("messages"))
                .isEmpty();
    }

    @Test
    void tellsThatSomethingIsMissing() {
        String first = hub.publish("short", "0");
        hub.publishNumbers("short", 1, 9);
        JsonNode page = page("/topics/short/messages?after=" + first);
        assertThat(page.path("complete").asBoolean(true)).isFalse();
        assertThat(page.path("messages").get(0).path("data").asInt()).isEqualTo(6);
        assertThat(page("/topics/short/messages?after=other:1").path("complete").asBoolean(true))
                .isFalse();
    }

    @Test
    void knowsNothingOfATopicThatNeverWas() {
        JsonNode page = page("/topics/never/messages");
        assertThat(page.path("messages")).isEmpty();
        assertThat(page.has("at")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/topics/a/messages?limit=0, 400",
        "/topics/a/messages?limit=x, 400",
        "/topics/a/messages?after=x, 400",
        "/topics/a/messages?limit=1&limit=2, 400",
        "/topics/a..b/messages, 422",
        "/topics/a/presence, 503",
    })
    void refuses(String target, int status) {
        assertThat(hub.connect().request(TestHub.get(target)).status()).isEqualTo(status);
    }

    @Test
    void answersHeadWithoutTheBody() {
        hub.publish("head", "1");
        var connection = hub.connect();
        connection.send("HEAD /topics/head/messages HTTP/1.1\r\nHost: h\r\n\r\n");
        HttpAnswer head = connection.head();
        assertThat(head.status()).isEqualTo(200);
        assertThat(Integer.parseInt(head.header("content-length"))).isPositive();
        assertThat(connection.request(TestHub.get("/topics/head/messages")).status())
                .isEqualTo(200);
    }
}
