package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.StreamEvent;
import io.broadcasthub.testkit.TestHub;
import org.junit.jupiter.api.Test;

/** A stream of several topics that is cut off and comes back misses nothing of any of them. */
class SeveralTopicsIT {
    private static final String TARGET = "/events?topic=s.a&topic=s.b";

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
