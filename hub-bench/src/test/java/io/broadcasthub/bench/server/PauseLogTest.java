package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseLogTest {
    private static final String SERIAL = "GC(3) Pause Young (Allocation Failure) 20M->4M(61M) 3.250ms\n";
    private static final String G1 = """
            Using G1
            GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(64M) 1.234ms
            GC(1) Pause Remark 10M->10M(64M) 2.100ms
            GC(1) Concurrent Mark Cycle 21.456ms
            GC(1) Pause Cleanup 10M->10M(64M) 0.042ms
            """;

    @TempDir
    Path dir;

    @Test
    void theLongestPauseIsFoundAndWhatIsConcurrentIsNone() {
        assertThat(PauseLog.longest(G1)).isEqualTo(2_100);
        assertThat(PauseLog.longest(G1 + SERIAL)).isEqualTo(3_250);
        assertThat(PauseLog.longest("GC(1) Concurrent Mark Cycle 21.456ms\n")).isZero();
    }

    @Test
    void onlyWhatCameSinceAMomentCounts() throws Exception {
        PauseLog log = new PauseLog(Files.writeString(dir.resolve("gc.log"), SERIAL));
        long moment = log.now();
        assertThat(log.longestSince(moment)).isZero();

        Files.writeString(log.file(), G1, StandardOpenOption.APPEND);

        assertThat(log.longestSince(moment)).isEqualTo(2_100);
        assertThat(log.longestSince(0)).isEqualTo(3_250);
    }
}
