package io.broadcasthub.browser;

import static org.awaitility.Awaitility.await;

import io.broadcasthub.server.HubServer;
import io.broadcasthub.testkit.CuttingProxy;
import io.broadcasthub.testkit.TestHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The browser client, the start page and flame graphs of a real hub, through a proxy that cuts connections; and in Chromium. */
class BrowserClientIT {
    private HubServer hub;

    private static HubServer start(String listen, String admin) {
        return HubServer.start(
                TestHub.config("listen", listen, "admin", admin, "drain.away", "200ms", "limits.close-timeout", "1s"));
    }

    private void restart() {
        int port = hub.publicAddress().getPort();
        int admin = hub.adminAddress().getPort();
        hub.close();
        // For a moment somebody else may have one of the ports: who connects to anywhere gets one of those that are
        // free.
        await().ignoreExceptionsMatching(e -> String.valueOf(e.getMessage()).contains("cannot listen"))
                .until(() -> {
                    hub = start("127.0.0.1:" + port, "127.0.0.1:" + admin);
                    return true;
                });
    }

    @Test
    void unitTestsAndTypes() throws Exception {
        NodeTests.run(Path.of("target", "node-unit.log"), Map.of(), "test");
    }

    @Test
    void againstARealHub() throws Exception {
        hub = start("127.0.0.1:0", "127.0.0.1:0");
        try (CuttingProxy proxy = new CuttingProxy(hub.publicAddress());
                ProxyControl control = new ProxyControl(proxy, this::restart)) {
            NodeTests.run(
                    Path.of("target", "node-it.log"),
                    Map.of(
                            "HUB_URL",
                            "http://127.0.0.1:" + proxy.port(),
                            "HUB_CONTROL",
                            control.url(),
                            "HUB_ADMIN",
                            "http://127.0.0.1:" + hub.adminAddress().getPort(),
                            "SCREENSHOT",
                            Path.of("target", "start-page.png").toAbsolutePath().toString()),
                    "it");
        } finally {
            hub.close();
        }
    }
}
