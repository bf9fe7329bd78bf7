package io.broadcasthub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long START = -5_000_000_000L; // nanoTime may be negative

    @Test
    void isEvenAndDoesNotDrift() {
        Schedule schedule = new Schedule(START, 3, START + 1_000_000_000_000L);

        assertThat(schedule.timeOf(0)).isEqualTo(START);
        assertThat(schedule.timeOf(1)).isEqualTo(START + 333_333_333L);
        assertThat(schedule.timeOf(3)).isEqualTo(START + 1_000_000_000L);
        assertThat(schedule.timeOf(3_000_000)).isEqualTo(START + 1_000_000_000_000_000L);
    }

    @Test
    void holdsAsManyMessagesAsTheRateSays() {
        Schedule schedule = new Schedule(START, 50, START + 2_000_000_000L);

        assertThat(schedule.isOver(99)).isFalse();
        assertThat(schedule.isOver(100)).isTrue();
    }

    @Test
    void needsARate() {
        assertThatThrownBy(() -> new Schedule(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(0, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
