package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.server.AuditPage;
import io.broadcasthub.bench.server.Metrics;
import io.broadcasthub.bench.server.ProcessSample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static Holdings holdings(long cursors, long topics, long descriptors) {
        return Holdings.of(
                new AuditPage(0, List.of(), Map.of("cursors", cursors)),
                new Metrics("hub_topics " + topics + ".0\nhub_connections{transport=\"http\"} 1.0\n"),
                new ProcessSample(0, 0, 0, 0, descriptors));
    }

    private final Holdings before = holdings(0, 0, 60);

    @Test
    void theSameIsNoMore() {
        assertThat(holdings(0, 0, 60).beyond(before)).isEmpty();
        assertThat(holdings(0, 0, 64).beyond(before)).as("the JVM's own files").isEmpty();
    }

    @Test
    void oneThatIsLeftIsTold() {
        assertThat(holdings(1, 0, 60).beyond(before)).containsExactly(Map.entry("cursors", 1L));
        assertThat(holdings(0, 2, 60).beyond(before)).containsExactly(Map.entry("hub_topics", 2L));
        assertThat(holdings(0, 0, 65).beyond(before)).containsExactly(Map.entry("descriptors", 5L));
    }
}
