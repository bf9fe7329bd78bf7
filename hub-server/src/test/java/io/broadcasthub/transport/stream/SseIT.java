package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.StreamEvent;
import io.broadcasthub.testkit.TestHub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server-Sent Events as a browser, curl and other clients see them. */
class SseIT {
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                "origins", "https://app.example",
                "heartbeat", "300ms",
                "limits.max-topics", "3",
                "topics", "[{match: 'short', history: {messages: 2}}]");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void saysThatNobodyMayStoreOrHoldItBack() {
        try (EventStream stream = hub.events("/events?topic=head")) {
            assertThat(stream.head().header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
            assertThat(stream.head().header("cache-control")).isEqualTo("no-cache, no-transform");
            assertThat(stream.head().header("x-accel-buffering")).isEqualTo("no");
            assertThat(stream.head().header("transfer-encoding")).isEqualTo("chunked");
            assertThat(stream.head().header("vary")).isEqualToIgnoringCase("origin");
        }
    }

    @Test
    void beginsWithRetryThenKeepsAliveWithComments() {
        try (EventStream stream = hub.events("/events?topic=alive")) {
            assertThat(Integer.parseInt(stream.next().retry())).isBetween(1_000, 3_000);
            assertThat(stream.next().id()).endsWith(":0");
            assertThat(stream.next().comment()).isTrue();
            assertThat(stream.next().comment()).isTrue();
        }
    }

    @Test
    void carriesTheSameObjectAsAWebSocket() {
        try (EventStream stream = hub.events("/events?topic=same")) {
            String id = hub.publish("same", "{\"a\":\n  [1,\r\n 2]}", "Hub-Key: k\r\n");
            StreamEvent event = stream.message();
            assertThat(event.id()).isEqualTo(id);
            JsonNode message = event.json();
            assertThat(message.path("type").asText()).isEqualTo("message");
            assertThat(message.path("topic").asText()).isEqualTo("same");
            assertThat(message.path("id").asText()).isEqualTo(id);
            assertThat(message.path("key").asText()).isEqualTo("k");
            assertThat(message.path("data").path("a").get(1).asInt()).isEqualTo(2);
        }
    }

    @Test
    void isReadByAnotherHttpClient() throws Exception {
        hub.publish("jdk", "\"hello\"");
        URI uri = URI.create("http://127.0.0.1:" + hub.server().publicAddress().getPort() + "/events?topic=jdk&last=1");
        HttpResponse<java.util.stream.Stream<String>> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines());
        try (java.util.stream.Stream<String> lines = response.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:"))
                            .findFirst()
                            .orElseThrow())
                    .contains("\"data\":\"hello\"");
        }
    }

    @Test
    void endsWithTheConnectionForHttp10() {
        hub.publish("old", "1");
        try (EventStream stream =
                EventStream.over(hub.connect(), "HTTP/1.0", "/events?topic=old&last=1", new String[0])) {
            assertThat(stream.head().has("transfer-encoding")).isFalse();
            assertThat(stream.head().header("connection")).isEqualTo("close");
            assertThat(stream.message().json().path("data").asInt()).isEqualTo(1);
            hub.publish("old", "2");
            assertThat(stream.message().json().path("data").asInt()).isEqualTo(2);
        }
    }

    @Test
    void tellsOfGaps() {
        String first = hub.publish("short", "1");
        for (int i = 2; i < 6; i++) {
            hub.publish("short", Integer.toString(i));
        }
        try (EventStream stream = hub.events("/events?topic=short", "Last-Event-ID: " + first)) {
            JsonNode gap = stream.await("gap").json();
            assertThat(gap.path("reason").asText()).isEqualTo("expired");
            assertThat(gap.path("after").asText()).isEqualTo(first);
            StreamEvent next = stream.message();
            assertThat(next.id()).isEqualTo(gap.path("next").asText());
            assertThat(next.json().path("data").asInt()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | /events",
                "400 | /events?topic=a&last=x",
                "400 | /events?topic=a&lastEventId=nonsense",
                "400 | /events?topic=a&topic=b&lastEventId=e:1",
                "400 | /events?topic=%zz",
                "409 | /events?topic=a&topic=a",
                "422 | /events?topic=a..b",
                "429 | /events?topic=a&topic=b&topic=c&topic=d",
            })
    void refusesWithAProblem(int status, String target) {
        HttpAnswer answer = hub.connect().request(TestHub.get(target));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.field("detail")).isNotBlank();
    }

    @Test
    void refusesOtherMediaTypesAndHead() {
        String request = "%s /events?topic=a HTTP/1.1\r\nHost: hub.test\r\nAccept: %s\r\n\r\n";
        assertThat(hub.connect().request(request.formatted("GET", "text/html")).status())
                .isEqualTo(406);
        HttpAnswer head = hub.connect().request(request.formatted("POST", "*/*"));
        assertThat(head.status()).isEqualTo(405);
        assertThat(head.header("allow")).isEqualTo("GET");
        var connection = hub.connect();
        connection.send(request.formatted("HEAD", "*/*"));
        assertThat(connection.head().status()).isEqualTo(405);
    }

    @Test
    void letsPagesOfAllowedOriginsReadIt() {
        try (EventStream stream = hub.events("/events?topic=cors", "Origin: https://app.example")) {
            assertThat(stream.head().header("access-control-allow-origin")).isEqualTo("https://app.example");
            assertThat(stream.head().has("access-control-allow-credentials")).isFalse();
        }
        HttpAnswer denied = hub.connect()
                .request("GET /events?topic=cors HTTP/1.1\r\nHost: hub.test\r\nOrigin: https://evil.example\r\n\r\n");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.field("code")).isEqualTo("forbidden");
        assertThat(denied.has("access-control-allow-origin")).isFalse();
    }

    @Test
    void answersPreflights() {
        String preflight = "OPTIONS %s HTTP/1.1\r\nHost: hub.test\r\nOrigin: https://app.example\r\n"
                + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n";
        for (String target : List.of("/topics/a", "/topics", "/events?topic=a")) {
            HttpAnswer answer = hub.connect().request(preflight.formatted(target));
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo("https://app.example");
            assertThat(answer.header("access-control-allow-methods"))
                    .contains(target.startsWith("/topics") ? "POST" : "GET");
            assertThat(answer.header("access-control-allow-headers")).contains("content-type", "idempotency-key");
        }
        assertThat(hub.connect().request(preflight.formatted("/nowhere")).status())
                .isEqualTo(404);
    }
}
