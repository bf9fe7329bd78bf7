package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecollectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Recollection recollection = new Recollection(PATIENCE);

    @Test
    void isAskedForOnlyWhenMemoryIsShortAndTheLatestIsOld() {
        assertThat(recollection.isDue(false, Duration.ofDays(1))).isFalse();
        assertThat(recollection.isDue(true, PATIENCE.minusNanos(1))).isFalse();
        assertThat(recollection.isDue(true, PATIENCE)).isTrue();
    }

    @Test
    void isAskedForLessAndLessOftenWhileItBringsNothing() {
        Duration longest = PATIENCE;
        for (int i = 0; i < 20; i++) {
            assertThat(recollection.isDue(true, longest.minusNanos(1)))
                    .as("asked %d times", i)
                    .isFalse();
            assertThat(recollection.isDue(true, longest)).isTrue();
            longest = longest.multipliedBy(2).compareTo(Duration.ofMinutes(10)) < 0
                    ? longest.multipliedBy(2)
                    : Duration.ofMinutes(10);
        }
        assertThat(recollection.isDue(false, Duration.ZERO)).isFalse();
        assertThat(recollection.isDue(true, PATIENCE))
                .as("there was memory meanwhile")
                .isTrue();
    }
}
