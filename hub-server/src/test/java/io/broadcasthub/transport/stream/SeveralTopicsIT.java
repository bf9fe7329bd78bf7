package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.StreamEvent;
import io.broadcasthub.testkit.TestHub;
import java.util.ArrayList;
import java.util.List;
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
            List<String> rest = new ArrayList<>();
            try (EventStream third = hub.events(TARGET, "Last-Event-ID: " + cutAt)) {
                hub.publish("s.b", "6");
                while (rest.size() < 5) {
                    rest.add(third.message().data().replaceAll(".*\"data\":(\\d+).*", "$1"));
                }
            }
            assertThat(rest).containsExactly("2", "3", "4", "5", "6");
        }
    }
}
