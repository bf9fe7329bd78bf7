package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import org.junit.jupiter.api.Test;

/** The same objects, one a line. */
class NdjsonIT {
    private static final String ACCEPT = "Accept: application/x-ndjson";

    @Test
    void sendsOneObjectALine() {
        try (TestHub hub = TestHub.start("heartbeat", "300ms");
                EventStream stream = hub.events("/events?topic=lines&topic=lines.*", ACCEPT)) {
            assertThat(stream.head().header("content-type")).isEqualTo("application/x-ndjson; charset=utf-8");
            assertThat(Json.parse(stream.line()).path("type").asText()).isEqualTo("heartbeat");
            String id = hub.publish("lines", "{\n\"a\": 1\n}");
            hub.publish("lines.b", "2");
            JsonNode first = message(stream);
            assertThat(first.path("id").asText()).isEqualTo(id);
            assertThat(first.path("data").path("a").asInt()).isEqualTo(1);
            assertThat(message(stream).path("pattern").asText()).isEqualTo("lines.*");
            assertThat(stream.line()).as("keeps alive").isEqualTo("{\"type\":\"heartbeat\"}");
        }
    }

    @Test
    void resumesByTheIdOfTheMessage() {
        try (TestHub hub = TestHub.start()) {
            String first = hub.publish("n", "1");
            hub.publishNumbers("n", 2, 50);
            try (EventStream stream = hub.events("/events?topic=n&lastEventId=" + first, ACCEPT)) {
                for (int i = 2; i < 50; i++) {
                    assertThat(message(stream).path("data").asInt()).isEqualTo(i);
                }
            }
            try (EventStream old =
                    EventStream.over(hub.connect(), "HTTP/1.0", "/events?topic=n&last=1", new String[] {ACCEPT})) {
                assertThat(message(old).path("data").asInt()).isEqualTo(49);
            }
        }
    }

    private static JsonNode message(EventStream stream) {
        JsonNode line = Json.parse(stream.line());
        while (line.path("type").asText().equals("heartbeat")) {
            line = Json.parse(stream.line());
        }
        assertThat(line.path("type").asText()).isEqualTo("message");
        return line;
    }
}
