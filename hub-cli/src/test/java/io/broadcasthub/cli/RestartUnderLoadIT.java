package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.RestartLoad;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a real {@code hub serve} at random points under load: it exits with 0 each time, and nobody misses anything. */
@Timeout(600)
class RestartUnderLoadIT {
    private static final int RESTARTS = 5;
    private static final int MESSAGES = 1_500;
    private static final int READERS_OF_A_KIND = 4;

    @TempDir
    Path dir;

    private Process process;
    private volatile InetSocketAddress address;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void losesNothing() throws Exception {
        start();
        RestartLoad load = new RestartLoad(() -> address, MESSAGES, READERS_OF_A_KIND);
        load.begin();
        Random random = new Random(20);
        for (int i = 0; i < RESTARTS; i++) {
            load.awaitPublished((i + random.nextDouble()) / RESTARTS);
            // Not Process.destroy, which closes the streams too.
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            start();
        }
        load.assertNothingWasLost();
    }

    private void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--listen=127.0.0.1:0",
                        "--set=admin=127.0.0.1:0",
                        "--set=drain.away=0s",
                        "--data=" + dir.resolve("data"))
                .redirectError(dir.resolve("stderr").toFile())
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        assertThat(line).startsWith("public  http://");
        URI uri = URI.create(line.substring("public  ".length()));
        address = new InetSocketAddress(uri.getHost(), uri.getPort());
    }
}
