package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {
    private static final double MIB = 1 << 20;
    private static final String SERIAL = "[3.000s] GC(3) Pause Young (Allocation Failure) 20M->4M(61M) 3.250ms\n";
    private static final String G1 = """
            [0.010s] Using G1
            [1.000s] GC(0)   Evacuate Collection Set: 0.85ms
            [1.000s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(64M) 1.234ms
            [1.500s] GC(1) Concurrent Mark Cycle
            [1.500s] GC(1) Pause Remark 10M->10M(64M) 2.100ms
            [1.600s] GC(1) Pause Cleanup 10M->10M(64M) 0.042ms
            [1.601s] GC(1) Concurrent Mark Cycle 21.456ms
            """;
    private static final String Z = """
            [0.653s] GC(0) Major Collection (Warmup)
            [0.653s] GC(0) Y: Pause Mark Start (Major) 0.012ms
            [0.679s] GC(0) Y: Concurrent Mark 26.330ms
            [0.679s] GC(0) Y: Pause Mark End 0.013ms
            [0.686s] GC(0) Y: Young Generation 30M(10%)->20M(7%) 0.033s
            """;

    @TempDir
    Path dir;

    @Test
    void pausesAreFoundAndWhatIsConcurrentIsNone() {
        assertWork(GcLog.parse(G1), 2, 3_376, 2_100);
        assertWork(GcLog.parse(G1 + SERIAL), 3, 6_626, 3_250);
        assertWork(GcLog.parse("[1.601s] GC(1) Concurrent Mark Cycle 21.456ms\n"), 0, 0, 0);
    }

    @Test
    void severalPausesOfOneCollectionAreCountedOnce() {
        assertWork(GcLog.parse(Z), 1, 25, 13);
    }

    private static void assertWork(GcWork work, int collections, double micros, double longest) {
        assertThat(work.collections()).isEqualTo(collections);
        assertThat(Math.round(work.micros())).isEqualTo(Math.round(micros));
        assertThat(Math.round(work.longestMicros())).isEqualTo(Math.round(longest));
    }

    @Test
    void whatCameInBetweenCollectionsWasAllocated() {
        GcWork work = GcLog.parse(G1 + SERIAL);

        assertThat(work.allocatedBytes()).isEqualTo((6 + 0 + 10) * MIB);
        assertThat(work.into(new Row("a")).get(Figure.ALLOCATION_RATE)).hasValue(8 * MIB);
    }

    @Test
    void ofOneCollectionOrOneThatDoesNotTellTheRateIsNotKnown() {
        assertThat(GcLog.parse(SERIAL).into(new Row("a")).get(Figure.ALLOCATION_RATE))
                .isEmpty();
        assertThat(GcLog.parse(Z).into(new Row("a")).get(Figure.ALLOCATION_RATE))
                .isEmpty();
    }

    @Test
    void livesAddUp() {
        GcWork both = GcLog.parse(G1).plus(GcLog.parse(SERIAL));

        assertWork(both, 3, 6_626, 3_250);
        assertThat(both.allocatedBytes())
                .as("between two processes nothing is allocated")
                .isEqualTo(6 * MIB);
    }

    @Test
    void onlyWhatCameSinceAMomentCounts() throws Exception {
        GcLog log = new GcLog(Files.writeString(dir.resolve("gc.log"), SERIAL));
        long moment = log.now();
        assertThat(log.since(moment)).isEqualTo(GcWork.NONE);

        Files.writeString(log.file(), G1, StandardOpenOption.APPEND);

        assertThat(log.since(moment).collections()).isEqualTo(2);
        assertThat(log.since(0).collections()).isEqualTo(3);
    }
}
