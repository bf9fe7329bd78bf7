package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The signature of a leak, on real connections. */
class GrowthIT {
    private static final int RISES = 3;
    private static final int TOPICS = 3;
    private static final int QUIET = 4;

    private static TestHub start() {
        return TestHub.start(
                "diagnostics.growth-interval", "50ms", "diagnostics.growth-samples", Integer.toString(RISES));
    }

    private static GrowthWatch growth(TestHub hub) {
        return hub.server().wiring().growth;
    }

    /** Waits until a sample has so many quiet ones with this shape of topic. */
    private static void awaitQuiet(TestHub hub, String topics, int count) {
        await().until(() -> growth(hub).page().tables().get(0).rows().stream().anyMatch(row -> is(row, topics, count)));
    }

    private static boolean is(List<@Nullable Object> row, String topics, int count) {
        return topics.equals(row.get(TOPICS)) && Integer.valueOf(count).equals(row.get(QUIET));
    }

    private static String admin(TestHub hub, String target) {
        try (Connection connection = Connection.open(hub.server().adminAddress())) {
            return connection.request(TestHub.get(target)).body();
        }
    }

    @Test
    void silentConnectionsThatPileUpAreReported() {
        try (TestHub hub = start()) {
            for (int i = 0; i <= RISES; i++) {
                assertThat(growth(hub).found()).isZero();
                hub.welcomed("/ws?topic=lost-" + i);
                awaitQuiet(hub, "lost-#", i + 1);
            }
            await().until(() -> growth(hub).found() == 1);
            assertThat(admin(hub, "/metrics")).contains("hub_leak_signatures 1.0");
            assertThat(admin(hub, "/debug/growth")).contains("lost-#");

            hub.publish("lost-0", "1");
            await("one of them is of use").until(() -> growth(hub).found() == 0);
        }
    }

    @Test
    void aCrowdThatComesAndGoesIsNot() {
        try (TestHub hub = start()) {
            Deque<WsClient> clients = new ArrayDeque<>();
            for (int i = 0; i < 3 * RISES; i++) {
                clients.add(hub.welcomed("/ws?topic=visit-" + i));
                clients.add(hub.welcomed("/ws?topic=visit-" + i));
                awaitQuiet(hub, "visit-#", i + 2);
                assertThat(growth(hub).found()).isZero();
                clients.remove().connection().close();
                awaitQuiet(hub, "visit-#", i + 1);
            }
        }
    }
}
