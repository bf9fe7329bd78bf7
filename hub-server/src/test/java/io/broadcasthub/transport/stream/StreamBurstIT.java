package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.TestHub;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More than the write buffer takes at once: the flush in between makes the stream writable while it is being written to. */
class StreamBurstIT {
    @ParameterizedTest
    @CsvSource({"15, 60000", "20, 5000", "60, 5000", "300, 700"})
    void deliversABurstOfSeveralTopicsAndThenWhatIsLive(int messages, int size) {
        try (TestHub hub = TestHub.start()) {
            String line = "{\"topic\":\"burst.a\",\"data\":\"" + "x".repeat(size) + "\"}\n";
            for (int sent = 0; sent < messages; sent += 10) {
                hub.publishLines(line.repeat(Math.min(10, messages - sent)));
            }
            try (EventStream stream = hub.events("/events?topic=burst.a&topic=burst.b&last=" + messages)) {
                for (int offset = 1; offset <= messages; offset++) {
                    assertThat(stream.message().json().path("id").asText()).endsWith(":" + offset);
                }
                String live = hub.publish("burst.a", "\"live\"");
                assertThat(stream.message().json().path("id").asText()).isEqualTo(live);
            }
        }
    }
}
