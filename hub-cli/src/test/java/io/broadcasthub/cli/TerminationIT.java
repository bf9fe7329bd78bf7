package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real signals to a real process. */
@Timeout(300)
class TerminationIT {
    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void oneSignalDrainsAndExitsWithZero() throws Exception {
        start(true);
        terminate();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        start(false);
        terminate();
        try (BufferedReader err = process.errorReader()) {
            assertThat(err.readLine()).contains("draining; a second signal ends the hub at once");
            assertThat(process.isAlive()).isTrue();
            terminate();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(1);
    }

    /** SIGTERM. Not {@code Process.destroy}, which closes the streams too. */
    private void terminate() {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    private void start(boolean stops) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeHub.class.getName(),
                        String.valueOf(stops))
                .start();
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).startsWith("public  http://");
        assertThat(out.readLine()).startsWith("admin   http://");
        assertThat(out.readLine()).startsWith("Publish a first message:");
    }
}
