package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadcasthub.config.NetConfig.TransportKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Half-open connections: the peers are gone, without FIN or RST, and whatever is sent to them is lost. WebSocket, SSE and
 * NDJSON subscribers are given up all the same. Needs a network name space of its own, in a process of its own.
 */
@Timeout(240)
class VanishedPeersIT {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void areGivenUp(TransportKind kind) throws Exception {
        Mechanisms.assume(kind);
        // As root, else as one in a user name space.
        String apart = hasNetwork("-n") ? "-n" : "-rn";
        require(hasNetwork(apart), "no network name spaces here (unshare, iproute2, and root or user name spaces)");

        int code = run(
                "unshare",
                apart,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Dio.netty.leakDetection.level=paranoid",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                VanishedPeersMain.class.getName(),
                Mechanisms.name(kind));

        assertThat(code).as(() -> output()).isZero();
    }

    private boolean hasNetwork(String option) throws InterruptedException {
        return run("unshare", option, "ip", "link", "set", "lo", "up") == 0;
    }

    private int run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("output").toFile())
                    .start();
            try {
                return process.waitFor(200, TimeUnit.SECONDS) ? process.exitValue() : -1;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return -1;
        }
    }

    private String output() {
        try {
            return Files.readString(dir.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** In CI nothing is skipped. */
    private static void require(boolean condition, String reason) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(condition).as("in CI nothing is skipped: " + reason).isTrue();
        }
        assumeTrue(condition, reason);
    }
}
