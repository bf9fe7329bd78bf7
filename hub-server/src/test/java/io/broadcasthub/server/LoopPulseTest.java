package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.diagnostics.ThreadTimes;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is made of an event loop's beats. */
class LoopPulseTest {
    private static final long LATE = 100;

    private static Beat beat(long at, long delay, long cpu) {
        return new Beat(at, delay, new ThreadTimes(cpu, 0, 0), new ThreadTimes(at, 0, 0));
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void aLateLoopIsBusyOrBlockedByWhatItsThreadUsed() {
        assertThat(LoopVerdict.of(beat(0, 99, 0), LATE)).isEqualTo(LoopVerdict.FINE);
        assertThat(LoopVerdict.of(beat(0, 100, 90), LATE)).isEqualTo(LoopVerdict.BUSY);
        assertThat(LoopVerdict.of(beat(0, 100, 30), LATE))
                .as("on a crowded machine")
                .isEqualTo(LoopVerdict.BUSY);
        assertThat(LoopVerdict.of(beat(0, 100, 2), LATE)).isEqualTo(LoopVerdict.BLOCKED);
        assertThat(LoopVerdict.of(beat(0, 100, ThreadTimes.UNKNOWN), LATE)).isEqualTo(LoopVerdict.UNKNOWN);
        assertThat(LoopVerdict.of(Beat.NONE, LATE)).isEqualTo(LoopVerdict.FINE);
    }

    @Test
    void theWorstIsOfTheWindow() {
        RecentBeats beats = new RecentBeats();
        beats.add(beat(seconds(1), 500, 0));
        beats.add(beat(seconds(5), 300, 0));
        beats.add(beat(seconds(6), 10, 0));
        assertThat(beats.worst(beat(seconds(7), 20, 0)).delay()).isEqualTo(500);
        assertThat(beats.worst(beat(seconds(12), 20, 0)).delay()).isEqualTo(300);
        assertThat(beats.worst(beat(seconds(12), 900, 0)).delay())
                .as("the one under way")
                .isEqualTo(900);
        assertThat(beats.worst(beat(seconds(60), 20, 0)).delay()).isEqualTo(20);
    }

    @Test
    void theWindowBeginsWithItsOldestBeatOrTheLatestThereIs() {
        RecentBeats beats = new RecentBeats();
        assertThat(beats.first(seconds(1))).isEqualTo(Beat.NONE);
        for (int i = 0; i < 200; i++) {
            beats.add(beat(seconds(i), i, 0));
        }
        assertThat(beats.first(seconds(200)).at()).isEqualTo(seconds(190));
        assertThat(beats.first(seconds(500)).at()).as("it hangs").isEqualTo(seconds(199));
        assertThat(beats.latest().at()).isEqualTo(seconds(199));
    }

    @Test
    void whatIsNotKnownAtBothEndsIsNotKnown() {
        ThreadTimes later = new ThreadTimes(7, 5, ThreadTimes.UNKNOWN);
        assertThat(later.since(new ThreadTimes(3, ThreadTimes.UNKNOWN, 1)))
                .isEqualTo(new ThreadTimes(4, ThreadTimes.UNKNOWN, ThreadTimes.UNKNOWN));
    }
}
