package io.broadcasthub.browser;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.Sources;
import io.broadcasthub.server.HubServer;
import io.broadcasthub.testkit.CuttingProxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The browser client, the start page and flame graphs of a real hub, through a proxy that cuts connections; and in Chromium. */
class BrowserClientIT {
    private HubServer hub;

    private static HubServer start(String listen, String admin) {
        return HubServer.start(ConfigLoader.load(Sources.none()
                        .set("listen", listen)
                        .set("admin", admin)
                        .set("drain.away", "200ms")
                        .set("limits.close-timeout", "1s"))
                .config());
    }

    private void restart() {
        int port = hub.publicAddress().getPort();
        int admin = hub.adminAddress().getPort();
        hub.close();
        hub = start("127.0.0.1:" + port, "127.0.0.1:" + admin);
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
