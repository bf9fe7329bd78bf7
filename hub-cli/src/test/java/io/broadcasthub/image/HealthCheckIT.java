package io.broadcasthub.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.broadcasthub.testkit.TestHub;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image's health check, run as Docker runs it, but beside a hub and not in a container with it. */
@Timeout(60)
class HealthCheckIT {
    @TempDir
    Path dir;

    private List<String> check;

    @BeforeEach
    void read() throws Exception {
        List<String> words = Dockerfile.read().only("HEALTHCHECK").words();
        assertThat(words).hasSize(3).startsWith("bash", "-c");
        assertThat(words.get(2)).as("what bases need not have").doesNotContain("curl", "wget", "java");
        check = words;
    }

    @Test
    void aHubThatLivesIsHealthy() throws Exception {
        try (TestHub hub = TestHub.start()) {
            assertThat(checked(hub.server().adminAddress().getPort())).isZero();
        }
    }

    @Test
    void whoSaysNoIsNot() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(checked(server.getAddress().getPort())).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyIsNot() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(checked(port)).isEqualTo(1);
    }

    private int checked(int port) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(check)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("out").toFile());
        builder.environment().put("HUB_ADMIN", "0.0.0.0:" + port);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
