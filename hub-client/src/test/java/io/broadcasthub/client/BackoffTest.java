package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(1);

    private final Backoff backoff = new Backoff(MIN, MAX, new SplittableRandom(7));

    @Test
    void theBoundDoublesUpToTheLongest() {
        List<Long> bounds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            bounds.add(Duration.ofNanos(backoff.bound()).toMillis());
            backoff.next();
        }
        assertThat(bounds).containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
    }

    @Test
    void delaysFillTheWholeRange() {
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            delays.add(backoff.next());
        }
        assertThat(delays).allMatch(d -> !d.isNegative() && d.compareTo(MAX) <= 0);
        assertThat(delays).anyMatch(d -> d.compareTo(MAX.dividedBy(20)) < 0);
        assertThat(delays).anyMatch(d -> d.compareTo(MAX.multipliedBy(19).dividedBy(20)) > 0);
    }

    @Test
    void neverOverflows() {
        Backoff endless = new Backoff(Duration.ofNanos(3), Duration.ofDays(20_000), new SplittableRandom(7));
        for (int i = 0; i < 10_000; i++) {
            assertThat(endless.next()).isBetween(Duration.ZERO, Duration.ofDays(20_000));
        }
    }

    @Test
    void onlyAConnectionThatLastedForgives() {
        backoff.next();
        backoff.next();
        backoff.lasted(MAX.minusMillis(1));
        assertThat(backoff.bound()).isEqualTo(Duration.ofMillis(400).toNanos());
        backoff.lasted(MAX);
        assertThat(backoff.bound()).isEqualTo(MIN.toNanos());
    }
}
