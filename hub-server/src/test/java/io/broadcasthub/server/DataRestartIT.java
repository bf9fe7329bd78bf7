package io.broadcasthub.server;

import io.broadcasthub.testkit.RestartLoad;
import io.broadcasthub.testkit.TestHub;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts under load with a data directory: subscribers that resume lose nothing, and get nothing twice or early. */
class DataRestartIT {
    private static final int MESSAGES = 600;
    private static final int RESTARTS = 3;

    @TempDir
    Path dir;

    private volatile TestHub hub;

    @Test
    void subscribersMissNothing() throws InterruptedException {
        hub = start();
        RestartLoad load = new RestartLoad(() -> hub.server().publicAddress(), MESSAGES, 1);
        load.begin();
        for (int i = 1; i <= RESTARTS; i++) {
            load.awaitPublished((double) i / (RESTARTS + 1));
            hub.stop();
            hub = start();
        }
        load.assertNothingWasLost();
        hub.close();
    }

    private TestHub start() {
        return TestHub.start(
                "data", dir.toString(), "drain.away", "0s", "drain.deadline", "2s", "limits.close-timeout", "200ms");
    }
}
