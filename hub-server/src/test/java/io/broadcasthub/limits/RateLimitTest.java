package io.broadcasthub.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A burst, then the rate, whatever the clock says: nanoseconds may be negative, and run over. */
class RateLimitTest {
    private static final int RATE = 50;
    private static final int BURST = 7;

    private long now;
    private long fullAt;

    private int takeAllThereIs() {
        int taken = 0;
        while (RateLimit.allows(fullAt, RATE, BURST, now)) {
            fullAt = RateLimit.take(fullAt, RATE, now);
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MIN_VALUE, Long.MAX_VALUE - 1, -1})
    void allowsABurstAndThenTheRate(long begin) {
        now = begin;
        fullAt = begin;
        assertThat(takeAllThereIs()).isEqualTo(BURST);

        now += Duration.ofSeconds(1).dividedBy(RATE).toNanos() - 1;
        assertThat(takeAllThereIs()).as("a moment too early").isZero();
        now += 1;
        assertThat(takeAllThereIs()).isEqualTo(1);

        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            now += Duration.ofMillis(10).toNanos();
            taken += takeAllThereIs();
        }
        assertThat(taken).as("in ten seconds").isEqualTo(10 * RATE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 1})
    void whoTookNothingHasNoMoreThanTheBurst(long begin) {
        now = begin;
        fullAt = begin;
        takeAllThereIs();
        now += Duration.ofHours(1).toNanos();
        assertThat(takeAllThereIs()).isEqualTo(BURST);
    }
}
