package io.broadcasthub.transport.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishing over HTTP, one message and many. */
class PublishIT {
    private static final String JSON = "application/json";
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start("limits.max-message", "1KiB", "limits.max-batch", "8KiB");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static HttpAnswer post(String target, String type, String body) {
        return hub.connect().request(TestHub.post(target, type, body, ""));
    }

    @Test
    void publishesJsonAsItIsAndTextAsAString() {
        try (WsClient client = hub.welcomed("/ws?topic=as-it-is")) {
            HttpAnswer answer = post("/topics/as-it-is", "application/json; charset=utf-8", "{\"a\" : 1.0}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("topic")).isEqualTo("as-it-is");
            assertThat(client.next("message").path("id").asText()).isEqualTo(answer.field("id"));
            assertThat(client.log().get(1).text()).contains("\"data\":{\"a\" : 1.0}}");

            assertThat(post("/topics/as-it-is", "text/plain", "say \"é\"\n").status())
                    .isEqualTo(200);
            assertThat(client.next("message").path("data").asText()).isEqualTo("say \"é\"\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/topics/a        | application/json | {            | 400 | bad_request",
                "/topics/a        | application/json | ''           | 400 | bad_request",
                "/topics/a        | application/json | 1 2          | 400 | bad_request",
                "/topics/a        | application/xml  | <a/>         | 415 | bad_request",
                "/topics/a        | ''               | 1            | 415 | bad_request",
                "/topics/a        | text/plain; charset=utf-16 | 1  | 415 | bad_request",
                "/topics/a..b     | application/json | 1            | 422 | invalid_topic",
                "/topics/a.*      | application/json | 1            | 422 | invalid_topic",
                "/topics/$hub.a   | application/json | 1            | 403 | forbidden",
                "/topics/%24hub.a | application/json | 1            | 403 | forbidden",
                "/topics/         | application/json | 1            | 404 | bad_request",
                "/topics/a/b/c    | application/json | 1            | 404 | bad_request",
                "/topics          | application/json | 1            | 415 | bad_request",
            })
    void refusesWithAProblem(String target, String type, String body, int status, String code) {
        HttpAnswer answer = post(target, type, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.field("code")).isEqualTo(code);
        assertThat(Json.parse(answer.body()).path("status").asInt()).isEqualTo(status);
    }

    /** The bodies' bytes are those of the characters. */
    @ParameterizedTest
    @CsvSource({
        "/topics/a, application/json, \"\u00c3(\"",
        "/topics/a, text/plain, \u00c0\u00af",
        "/topics/a, text/plain, a\u00e2"
    })
    void refusesBodiesThatAreNotUtf8(String target, String type, String body) {
        Connection connection = hub.connect();
        connection.send("POST " + target + " HTTP/1.1\r\nHost: h\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n");
        connection.send(body.getBytes(StandardCharsets.ISO_8859_1));
        HttpAnswer answer = connection.answer();
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("bad_request");
        assertThat(answer.body()).contains("not valid UTF-8");
    }

    @Test
    void refusesALineThatIsNotUtf8AndTakesTheOthers() {
        String body = "{\"topic\":\"a\",\"data\":\"\u00c3(\"}\n{\"topic\":\"a\",\"data\":1}\n";
        Connection connection = hub.connect();
        connection.send("POST /topics HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
                + body.length() + "\r\n\r\n");
        connection.send(body.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(connection.answer().body().lines())
                .satisfiesExactly(
                        bad -> assertThat(bad).contains("not valid UTF-8"),
                        good -> assertThat(good).contains("\"id\""));
    }

    @Test
    void namesTheMethodsAPathTakes() {
        HttpAnswer answer = hub.connect().request("DELETE /topics/a HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @Test
    void refusesWhatIsTooLarge() {
        HttpAnswer single = post("/topics/large", JSON, '"' + "x".repeat(1023) + '"');
        assertThat(single.status()).isEqualTo(413);
        assertThat(single.field("code")).isEqualTo("too_large");
        assertThat(post("/topics/large", JSON, '"' + "x".repeat(1022) + '"').status())
                .isEqualTo(200);
        HttpAnswer body = post("/topics/large", JSON, '"' + "x".repeat(8192) + '"');
        assertThat(body.status()).isEqualTo(413);
        assertThat(body.header("connection")).isEqualTo("close");
    }

    @Test
    void refusesWhatTurnsOutTooLargeWhileItComesInChunks() {
        Connection connection = hub.connect();
        connection.send("POST /topics/large HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n");
        byte[] chunk = ("400\r\n" + "1".repeat(1024) + "\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 9; i++) {
            connection.trySend(chunk);
        }
        assertThat(connection.answer().status()).isEqualTo(413);
        connection.untilClosed();
    }

    @Test
    void publishesOnceForEachIdempotencyKey() {
        String first = hub.publish("once", "1", "Idempotency-Key: k1\r\n");
        assertThat(hub.publish("once", "2", "Idempotency-Key: k1\r\n")).isEqualTo(first);
        assertThat(hub.publish("once", "3", "Idempotency-Key: k2\r\n")).isNotEqualTo(first);
        HttpAnswer page = hub.connect().request(TestHub.get("/topics/once/messages"));
        assertThat(Json.parse(page.body()).path("messages")).hasSize(2);
        String tooLong = "Idempotency-Key: " + "k".repeat(65) + "\r\n";
        assertThat(hub.connect()
                        .request(TestHub.post("/topics/once", JSON, "1", tooLong))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void ignoresAMalformedTraceparent() {
        try (WsClient client = hub.welcomed("/ws?topic=traced")) {
            hub.publish("traced", "1", "traceparent: nonsense\r\n");
            assertThat(client.next("message").has("trace")).isFalse();
        }
    }

    @Test
    void answersABatchLineByLineInOrder() {
        HttpAnswer answer = hub.publishLines("""
                {"topic":"batch.a","data":1}
                not json

                {"topic":"batch..x","data":2}
                {"topic":"batch.b","data":3,"key":"k","dedupe":"d"}
                {"topic":"batch.b","data":4,"dedupe":"d"}
                {"topic":"$hub.x","data":5}
                {"topic":"batch.a","data":"%s"}
                {"topic":"batch.a","data":6}""".formatted("x".repeat(1100)));
        assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson");
        List<JsonNode> results = answer.body().lines().map(Json::parse).toList();
        assertThat(results.stream()
                        .map(r -> r.has("id")
                                ? r.path("topic").asText()
                                : r.path("code").asText()))
                .containsExactly(
                        "batch.a",
                        "bad_request",
                        "invalid_topic",
                        "batch.b",
                        "batch.b",
                        "forbidden",
                        "too_large",
                        "batch.a");
        assertThat(results.get(3).path("id")).isEqualTo(results.get(4).path("id"));
        assertThat(results.get(7).path("id").asText()).endsWith(":2");
    }

    @Test
    void keepsTheConnectionAndAnswersPipelinedRequestsInOrder() {
        Connection connection = hub.connect();
        StringBuilder requests = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            requests.append(TestHub.post("/topics/pipelined", JSON, Integer.toString(i), ""));
        }
        connection.send(requests + "GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        for (int i = 1; i <= 10; i++) {
            HttpAnswer answer = connection.answer();
            assertThat(answer.field("id")).endsWith(":" + i);
            assertThat(answer.has("connection")).isFalse();
        }
        HttpAnswer last = connection.answer();
        assertThat(last.status()).isEqualTo(404);
        assertThat(last.header("connection")).isEqualTo("close");
        assertThat(connection.untilClosed()).isEmpty();
    }

    @Test
    void asksForTheBodyOfThoseWhoExpectToBeAsked() {
        Connection connection = hub.connect();
        connection.send("POST /topics/asked HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1\r\nExpect: 100-continue\r\n\r\n");
        assertThat(connection.answer().status()).isEqualTo(100);
        connection.send("1");
        assertThat(connection.answer().status()).isEqualTo(200);
        assertThat(connection.request(TestHub.get("/topics/asked/messages")).status())
                .isEqualTo(200);
    }

    @Test
    void refusesATooLargeBodyBeforeItIsSent() {
        Connection connection = hub.connect();
        connection.send("POST /topics/asked HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Content-Length: 999999\r\nExpect: 100-continue\r\n\r\n");
        HttpAnswer answer = connection.answer();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.field("code")).isEqualTo("too_large");
    }

    /** Reset while it sends, a client would never see why. */
    @Test
    void letsWhoSendsTooMuchFinishAndReadTheRefusal() {
        Connection connection = hub.connect();
        HttpAnswer answer = connection.request(TestHub.post("/topics/large", JSON, "1".repeat(12 << 20), ""));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.field("code")).isEqualTo("too_large");
        assertThat(connection.untilClosed()).isEmpty();
    }
}
