package io.broadcasthub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Connections end of age one after the other, also if they all began together. */
class RotationTest {
    private static final Duration MOST = Duration.ofHours(10);
    private static final long CONNECTIONS = 10_000;

    private static long due(Duration age) {
        return LongStream.range(0, CONNECTIONS)
                .filter(number -> Rotation.isDue(number, age.toNanos(), MOST))
                .count();
    }

    @Test
    void endsEvenlyOverTheLastTenth() {
        assertThat(due(Duration.ofHours(9).minusNanos(1))).isZero();
        for (int minutes = 6; minutes < 60; minutes += 6) {
            assertThat(due(Duration.ofHours(9).plusMinutes(minutes)))
                    .as("after %s of 60 minutes", minutes)
                    .isBetween(CONNECTIONS * minutes / 60 - 10, CONNECTIONS * minutes / 60 + 10);
        }
        assertThat(due(MOST)).isEqualTo(CONNECTIONS);
    }

    @Test
    void zeroIsNever() {
        assertThat(Rotation.isDue(1, Long.MAX_VALUE, Duration.ZERO)).isFalse();
    }
}
