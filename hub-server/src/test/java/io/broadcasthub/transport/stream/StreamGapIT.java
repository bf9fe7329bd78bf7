package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.StreamEvent;
import io.broadcasthub.testkit.TestHub;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is cut off keeps the newest id it was given: none may lie behind a gap it was not told of. */
class StreamGapIT {
    @ParameterizedTest
    @ValueSource(strings = {"/events?topic=gap.a", "/events?topic=gap.a&topic=gap.b"})
    void givesThePlaceBehindAGapWithTheGap(String target) {
        try (TestHub hub = TestHub.start("topics", "[{match: 'gap.**', history: {messages: 3}}]")) {
            String before;
            try (EventStream stream = hub.events(target)) {
                stream.next();
                before = stream.next().id();
            }
            hub.publishNumbers("gap.a", 0, 10);
            try (EventStream stream = hub.events(target, "Last-Event-ID: " + before)) {
                StreamEvent event = stream.next();
                while (!event.event().equals("gap")) {
                    assertThat(event.id()).isIn("", before);
                    event = stream.next();
                }
                assertThat(event.json().path("next").asText()).endsWith(":8");
                assertThat(event.id()).contains(":7");
            }
        }
    }
}
