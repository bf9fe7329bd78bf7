package io.broadcasthub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When clients come back: never more of them at once than can be taken. */
class ReturnSlotsTest {
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(5);
    private static final int CLIENTS = 400;
    private static final long START = -7;

    private final ReturnSlots slots = new ReturnSlots(START, AWAY, STEP.multipliedBy(CLIENTS), CLIENTS, new Random(1));

    @Test
    void eachClientHasASlotOfItsOwn() {
        boolean[] jittered = {false};
        for (int i = 0; i < CLIENTS; i++) {
            Duration slot = AWAY.plus(STEP.multipliedBy(i));
            Duration wait = slots.next(START);
            assertThat(wait).isGreaterThanOrEqualTo(slot).isLessThan(slot.plus(STEP));
            jittered[0] |= !wait.equals(slot);
        }
        assertThat(jittered[0]).as("somewhere in it").isTrue();
    }

    @Test
    void whoIsToldLaterWaitsForLess() {
        long later = START + Duration.ofMillis(500).toNanos();
        assertThat(slots.next(later)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(1505));
        long muchLater = START + Duration.ofHours(1).toNanos();
        assertThat(slots.next(muchLater)).isZero();
    }

    @Test
    void whoIsOneTooManySharesASlot() {
        for (int i = 0; i < CLIENTS; i++) {
            slots.next(START);
        }
        assertThat(slots.next(START)).isBetween(AWAY, AWAY.plus(STEP));
    }

    @Test
    void withoutAWindowAllComeAtOnce() {
        ReturnSlots none = new ReturnSlots(START, Duration.ZERO, Duration.ZERO, 3, new Random(1));
        assertThat(none.next(START)).isZero();
        assertThat(none.next(START)).isZero();
    }
}
