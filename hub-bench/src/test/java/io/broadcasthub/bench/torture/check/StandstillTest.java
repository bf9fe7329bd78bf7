package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private final Violations violations = new Violations(text -> {});
    private final Standstill standstill = new Standstill("publishing", Duration.ofSeconds(30), 0, violations);

    private void look(long value, long second, boolean excused) {
        standstill.look(value, TimeUnit.SECONDS.toNanos(second), excused);
    }

    @Test
    void whatGoesOnIsFine() {
        look(1, 20, false);
        look(2, 45, false);
        look(2, 70, false);

        assertThat(violations.count()).isZero();
    }

    @Test
    void whatStopsIsFound() {
        look(1, 20, false);
        look(1, 51, false);

        assertThat(violations.texts()).singleElement().asString().contains("publishing at 1 for 30 s");
    }

    @Test
    void withoutAHubNothingIsExpected() {
        look(1, 20, false);
        look(1, 50, true);
        look(1, 79, false);

        assertThat(violations.count()).isZero();
    }
}
