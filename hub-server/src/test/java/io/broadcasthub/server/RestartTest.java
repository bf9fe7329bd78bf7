package io.broadcasthub.server;

import static org.awaitility.Awaitility.await;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stopping ends, whichever thread is the last to finish its part: an event loop must never wait for its own end. */
class RestartTest {
    private static final HubConfig CONFIG = ConfigLoader.load(
                    Sources.none().set("listen", "127.0.0.1:0").set("admin", "127.0.0.1:0"))
            .config();

    @Test
    void everyStopEnds() throws Exception {
        for (int i = 0; i < 20; i++) {
            HubServer hub = HubServer.start(CONFIG);
            hub.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);

            // A loop says that it has ended a moment before its thread does.
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(name -> name.startsWith("hub-loop") || name.equals("hub-background")));
        }
    }
}
