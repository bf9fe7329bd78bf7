package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.StreamEvent;
import io.broadcasthub.testkit.TestHub;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stream of several topics that is cut off and comes back misses nothing of any of them. */
class SeveralTopicsIT {
    private static final String TARGET = "/events?topic=s.a&topic=s.b";

    /** Its id alone is longer than what headers may otherwise be. */
    @Test
    void resumesThoughThereAreAsManyAsARequestCanName() {
        int topics = 700;
        String target = "/events?"
                + IntStream.range(100, 100 + topics).mapToObj(n -> "topic=" + n).collect(Collectors.joining("&"));
        try (TestHub hub = TestHub.start("limits.max-topics", "1000")) {
            String cutAt;
            try (EventStream first = hub.events(target)) {
                first.next();
                first.next();
                hub.publish("799", "1");
                first.message();
                cutAt = first.lastId();
            }
            assertThat(cutAt).hasSizeGreaterThan(8 << 10);
            hub.publish("100", "2");
            try (EventStream second = hub.events(target, "Last-Event-ID: " + cutAt)) {
                assertThat(second.message().data())
                        .contains("\"topic\":\"100\"")
                        .endsWith("\"data\":2}");
            }
        }
    }

    @Test
    void resumesFromWhereItWasCutOffThoughNotAllTopicsHadBegun() {
        try (TestHub hub = TestHub.start()) {
            String id;
            try (EventStream first = hub.events(TARGET)) {
                first.next();
                id = first.next().id();
            }
            hub.publishNumbers("s.a", 1, 4);
            hub.publishNumbers("s.b", 4, 6);

            String cutAt;
            try (EventStream second = hub.events(TARGET, "Last-Event-ID: " + id)) {
                StreamEvent message = second.message();
                assertThat(message.data()).contains("\"data\":1");
                cutAt = second.lastId();
            }
            try (EventStream third = hub.events(TARGET, "Last-Event-ID: " + cutAt)) {
                hub.publish("s.b", "6");
                for (int number = 2; number <= 6; number++) {
                    assertThat(third.message().data()).endsWith("\"data\":" + number + '}');
                }
            }
        }
    }
}
