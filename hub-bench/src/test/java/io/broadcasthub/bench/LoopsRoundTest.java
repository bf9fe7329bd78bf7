package io.broadcasthub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.broadcasthub.bench.server.LoopTimes;
import io.broadcasthub.bench.server.LoopTimes.Spent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopsRoundTest {
    private static final double CLOSE = 1e-6;

    @Test
    void theBusiestLoopDecides() {
        LoopsRound round = round(spent(40, 0), spent(50, 0), false);

        assertThat(round.messagesPerSecond()).isCloseTo(200, within(CLOSE));
        assertThat(round.busiestMicros()).isCloseTo(5_000, within(CLOSE));
        assertThat(round.leastBusyMicros()).isCloseTo(4_000, within(CLOSE));
        assertThat(round.cpuMicrosPerDelivery()).as("of both").isCloseTo(90, within(CLOSE));
        assertThat(round.wasDisturbed()).isFalse();
    }

    @Test
    void waitsAreToldBesideIt() {
        LoopsRound round = round(spent(30, 90), spent(50, 50), false);

        assertThat(round.messagesPerSecond()).isCloseTo(200, within(CLOSE));
        assertThat(round.waitingMicros()).as("of the busiest").isCloseTo(5_000, within(CLOSE));
        assertThat(round.messagesPerSecondWaiting()).isCloseTo(100, within(CLOSE));
    }

    @Test
    void disturbedIsWhoWaitsOrIsLateOrHasTooMuchToDo() {
        assertThat(round(spent(1, 0), spent(95, 5), false).wasDisturbed())
                .as("a twentieth")
                .isFalse();
        assertThat(round(spent(1, 0), spent(94, 6), false).wasDisturbed()).isTrue();
        assertThat(round(spent(1, 0), spent(50, 0), true).wasDisturbed()).isTrue();
        assertThat(round(spent(1, 0), spent(160, 0), false).wasDisturbed())
                .as("four fifths of the time")
                .isFalse();
        assertThat(round(spent(1, 0), spent(161, 0), false).wasDisturbed()).isTrue();
    }

    /** Of ten messages, each to a hundred, one in 20 ms. */
    private static LoopsRound round(Spent one, Spent other, boolean late) {
        double interval = Duration.ofMillis(20).toNanos();
        return new LoopsRound(new LoopTimes(Map.of("one", one, "other", other)), 10, 1_000, interval, late, 0);
    }

    private static Spent spent(long runningMillis, long waitingMillis) {
        return new Spent(
                Duration.ofMillis(runningMillis).toNanos(),
                Duration.ofMillis(waitingMillis).toNanos());
    }
}
