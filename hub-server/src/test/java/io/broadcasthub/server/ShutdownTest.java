package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import io.broadcasthub.testkit.BrokenEngine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fails on the way out, or in, leaves nothing of the rest behind. */
class ShutdownTest {
    private static final HubConfig CONFIG = ConfigLoader.load(
                    Sources.none().set("listen", "127.0.0.1:0").set("admin", "127.0.0.1:0"))
            .config();

    private static List<String> hubThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hub-"))
                .toList();
    }

    @Test
    void anEngineThatDoesNotCloseDoesNotKeepTheRest() {
        HubServer hub = HubServer.start(CONFIG, Platform.of(CONFIG.net()), BrokenEngine::new);
        assertThat(hub.stop())
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withMessageContaining("did not stop in order");
        await().until(ShutdownTest::hubThreads, List::isEmpty);
    }

    @Test
    void anEngineThatDoesNotBeginLeavesNothing() {
        assertThatThrownBy(() -> HubServer.start(CONFIG, Platform.of(CONFIG.net()), () -> {
                    throw new IllegalStateException("no such engine");
                }))
                .hasMessage("no such engine");
        await().until(ShutdownTest::hubThreads, List::isEmpty);
    }
}
